/* Wine-only test stub: Rust's libraries take random bytes from bcryptprimitives.dll, which Wine 8 lacks and every
 * Windows 10 has. Never distribute. */
#include <stddef.h>
__declspec(dllimport) unsigned char __stdcall SystemFunction036(void *to, unsigned long size);
__declspec(dllexport) int ProcessPrng(unsigned char *to, size_t size)
{
    return SystemFunction036(to, (unsigned long)size);
}
