// Attack 74: say to the server what only the worker may say, and what only the server may say to its client.
const fs = require('fs');

// Others are node's own: it crashes by what they did not expect.
for (const descriptor of [3, 4]) {
  try {
    fs.writeSync(descriptor, '{"nonce":"00000000000000000000000000000000","exit":0}\n{"exit":0}\n[[[[[\n{"nonce":"');
  } catch {
    // Not open, or not for writing.
  }
}
console.log('{"jsonrpc":"2.0","id":1,"result":{"forged":true}}');
process.reallyExit(3);
