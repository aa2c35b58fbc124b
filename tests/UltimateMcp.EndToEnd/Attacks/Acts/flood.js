// Attacks 56, 57: write without end. Argument: the stream.
const fs = require('fs');

const chunk = 'x'.repeat(79).concat('\n').repeat(800);
for (let i = 0; i < 1000; i++) fs.writeSync({ stdout: 1, stderr: 2 }[process.argv[2]], chunk);
