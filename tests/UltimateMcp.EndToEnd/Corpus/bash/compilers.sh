#: C is compiled and run [gcc]
cat >a.c <<'END'
#include <stdio.h>
int main(int n, char **v) { printf("hello from C %d\n", n); return 4; }
END
gcc -Wall -o a a.c; ./a x; echo $?

#: C is optimized, with debug data and mathematics [gcc]
cat >a.c <<'END'
#include <math.h>
#include <stdio.h>
int main(void) { double s = 0; for (int i = 1; i < 100000; i++) s += 1.0 / ((double)i * i); printf("%.4f\n", sqrt(s * 6)); return 0; }
END
gcc -O2 -g -o a a.c -lm; ./a; gcc -O0 -c a.c; [ -s a.o ] && echo object

#: C in two files, by a static library [gcc ar]
echo 'int twice(int n) { return 2 * n; }' >t.c
printf '#include <stdio.h>\nint twice(int);\nint main(void) { printf("%%d\\n", twice(21)); return 0; }\n' >m.c
gcc -c t.c; ar rcs libt.a t.o; gcc -o m m.c -L. -lt; ./m; nm t.o | grep -c twice

#: a shared library is loaded while running [gcc]
echo 'int answer(void) { return 42; }' >l.c; gcc -shared -fPIC -o libl.so l.c
printf '#include <dlfcn.h>\n#include <stdio.h>\nint main(void) { void *l = dlopen("./libl.so", RTLD_NOW); int (*f)(void) = dlsym(l, "answer"); printf("%%d\\n", f()); return dlclose(l); }\n' >m.c
gcc -o m m.c
./m

#: threads of C with a mutex and a condition [gcc]
cat >a.c <<'END'
#include <pthread.h>
#include <stdio.h>
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER; static pthread_cond_t c = PTHREAD_COND_INITIALIZER; static int n;
static void *add(void *x) { for (int i = 0; i < 1000; i++) { pthread_mutex_lock(&m); n++; pthread_mutex_unlock(&m); } pthread_cond_signal(&c); return x; }
int main(void) { pthread_t t[4]; for (int i = 0; i < 4; i++) pthread_create(&t[i], 0, add, 0);
  pthread_mutex_lock(&m); while (n < 4000) pthread_cond_wait(&c, &m); pthread_mutex_unlock(&m);
  for (int i = 0; i < 4; i++) pthread_join(t[i], 0); printf("%d\n", n); return 0; }
END
gcc -o a a.c -lpthread; ./a

#: C forks, waits, pipes and catches signals [gcc]
cat >a.c <<'END'
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
static volatile sig_atomic_t got; static void on(int s) { got = s; }
int main(void) { struct sigaction a = {.sa_handler = on}; sigaction(SIGUSR1, &a, 0); raise(SIGUSR1); int p[2]; pipe(p);
  if (fork() == 0) { write(p[1], "child", 5); _exit(3); } char b[6] = {0}; int s; wait(&s); read(p[0], b, 5); printf("%d %s %d\n", got == SIGUSR1, b, WEXITSTATUS(s)); return 0; }
END
gcc -w -o a a.c; ./a

#: C maps, allocates and reallocates memory [gcc]
cat >a.c <<'END'
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
int main(void) { char *p = malloc(10); strcpy(p, "kept"); p = realloc(p, 1 << 20); char *m = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); m[0] = 'x';
  m = mremap(m, 8192, 1 << 16, MREMAP_MAYMOVE); mprotect(m, 4096, PROT_READ); void *a = aligned_alloc(64, 640); printf("%s %c %d\n", p, m[0], ((size_t)a % 64) == 0); free(a); free(p); return munmap(m, 1 << 16); }
END
gcc -o a a.c; ./a

#: C++ with its library [g++]
cat >a.cpp <<'END'
#include <algorithm>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>
int main() { std::vector<int> v{3, 1, 2}; std::sort(v.begin(), v.end()); std::map<std::string, int> m{{"a", 1}}; auto p = std::make_unique<int>(7);
  try { m.at("b"); } catch (const std::out_of_range &) { std::cout << "caught "; } for (int i : v) std::cout << i << ' '; std::cout << m["a"] + *p << '\n'; }
END
g++ -std=c++17 -o a a.cpp; ./a

#: C++ throws, catches and starts a thread [g++]
cat >a.cpp <<'END'
#include <cstdio>
#include <thread>
int main() { int n = 0; std::thread t([&] { try { throw 40; } catch (int thrown) { n = thrown + 2; } }); t.join(); std::printf("%d\n", n); }
END
g++ -o a a.cpp -pthread; ./a

#: a compiler's complaint [gcc]
echo 'int main(void) { return x; }' >a.c
gcc a.c 2>err
echo $?
grep -o "'x' undeclared" err || grep -o "x.* undeclared" err | head -1

#: the preprocessor and the assembler [gcc]
printf '#define N 6\nint n = N * 7;\n' | gcc -E -P -
printf 'int f(void) { return 1; }\n' | gcc -S -x c -o - - | grep -c '^f:'
printf '.globl g\ng: ret\n' | gcc -x assembler -c -o g.o - && nm g.o | cut -d' ' -f2,3

#: a pipe instead of temporary files [gcc]
echo 'int main(void) { return 0; }' | gcc -pipe -x c -o a - && ./a && echo ran

#: link time optimization [gcc]
echo 'int f(void) { return 5; }' >f.c
echo 'int f(void); int main(void) { return f() - 5; }' >m.c
gcc -O2 -flto=1 -o m f.c m.c 2>&1
./m && echo ran

#: a sanitized program [gcc]
echo 'int main(void) { int n = 2147483647; n += 1; return n == 0; }' >a.c
gcc -fsanitize=undefined -o a a.c
./a 2>&1 | grep -o 'signed integer overflow'

#: objects are looked at [gcc objdump]
echo 'int f(void) { return 1; }' >f.c
gcc -c f.c
size f.o | wc -l
objdump -d f.o | grep -c '<f>:'
readelf -h f.o | grep -c ELF64
strip f.o && echo stripped
strings -n 3 f.o | grep -c text

#: make builds what is out of date [make]
printf 'all: b\nb: a\n\t@cp a b; echo built\na:\n\t@echo x >a\n.PHONY: all\n' >Makefile
make; make; touch -d @1000 b; make b; make -n -B | wc -l

#: make with patterns, variables and two jobs [make]
printf 'OUT := $(patsubst %%.in,%%.out,$(sort $(wildcard *.in)))\nall: $(OUT)\n\t@cat $^\n%%.out: %%.in\n\t@tr a-z A-Z <$< >$@\n' >Makefile
echo one >1.in
echo two >2.in
make -s -j2; make -q all && echo 'up to date'; make -s nothing 2>/dev/null; echo $?

#: make compiles a project [make gcc]
printf 'CFLAGS = -O1\nprogram: main.o part.o\n\t$(CC) -o $@ $^\nclean:\n\trm -f *.o\n' >Makefile
echo 'int part(void); int main(void) { return part(); }' >main.c
echo 'int part(void) { return 9; }' >part.c
make -s; ./program; echo $?; make -s clean; ls *.o 2>/dev/null | wc -l
