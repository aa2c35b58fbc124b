// Attacks 59-61: never end. Argument: the way.
const way = process.argv[2];
if (way === 'ignore') for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGXCPU']) process.on(name, () => {});
require('fs').writeSync(1, 'begun\n');
if (way === 'wait') setInterval(() => {}, 1000);
else if (way === 'promises') (function again() { Promise.resolve().then(again); })();
else for (;;);
