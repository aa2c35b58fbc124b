// Attack 63: leave a process behind.
const { spawn } = require('child_process');

const child = spawn('sleep', ['1000'], { detached: true, stdio: 'inherit' });
child.unref();
console.log(`left ${child.pid}`);
