# Attack 7: who are we?
import os
import pwd
import socket

from calls import say

say("user", os.getuid())
say("group", os.getgid())
say("groups", ",".join(str(group) for group in os.getgroups()))
try:
    say("name", pwd.getpwuid(os.getuid()).pw_name)
except KeyError:
    say("name", "KeyError")
say("host", socket.gethostname())
