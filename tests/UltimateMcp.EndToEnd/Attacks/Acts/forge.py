# Attack 74: say to the server what only the worker may say, and what only the server may say to its client.
import os
import sys

for descriptor in range(3, 64):
    try:
        os.write(descriptor, b'{"nonce":"00000000000000000000000000000000","exit":0}\n')
        os.write(descriptor, b'{"exit":0}\n{"nonce":null,"exit":0}\n[[[[[[[[\n\xff\xfe\n{"nonce":"')
    except OSError:
        pass
print('{"jsonrpc":"2.0","id":1,"result":{"forged":true}}', flush=True)
print('{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}', file=sys.stderr, flush=True)
sys.exit(3)
