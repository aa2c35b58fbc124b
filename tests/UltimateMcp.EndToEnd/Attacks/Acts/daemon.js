// Attack 63: leave a process behind. Argument: how long it sleeps.
const { spawn } = require('child_process');

const child = spawn('sleep', [process.argv[2]], { detached: true, stdio: 'inherit' });
child.unref();
console.log(`left ${child.pid}`);
