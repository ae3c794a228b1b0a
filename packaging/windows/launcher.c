/* Starts the program inside its own process: loads app\python311.dll and hands it app\start.pyc.
 *
 * So the task bar, the task manager and the icon are the program's own, no window of a console appears,
 * and nothing has to be quoted: the arguments go on as the wide strings that Windows gave.
 * Built twice: as a window program (-mwindows) and, with -DCONSOLE, for the commands of docs/CLI.md.
 */
#include <windows.h>
#include <stdlib.h>
#include <wchar.h>

#define PLACE 32768 /* the longest path that Windows knows */
#define FIXED 5
#define DAMAGED 73 /* start.py: the file of the modules is not whole */

typedef int (*Py_Main_t)(int, wchar_t **);

static wchar_t here[PLACE], library[PLACE + 32], script[PLACE + 32];

static int refuse(const wchar_t *what)
{
    static wchar_t text[PLACE + 512];
    _snwprintf(text, PLACE + 511,
               L"Không mở được chương trình: thiếu hoặc hỏng tệp “%ls”.\n\n"
               L"Cài lại chương trình bằng tệp cài đặt, hoặc giải nén lại cả thư mục. "
               L"Sổ của anh/chị không nằm trong thư mục chương trình nên không bị ảnh hưởng.", what);
#ifdef CONSOLE
    DWORD written;
    HANDLE error = GetStdHandle(STD_ERROR_HANDLE);
    static char bytes[4 * (PLACE + 512)];
    int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, sizeof bytes, NULL, NULL);
    if (!WriteConsoleW(error, text, (DWORD)wcslen(text), &written, NULL) && size > 0)
        WriteFile(error, bytes, (DWORD)size - 1, &written, NULL);
#else
    MessageBoxW(NULL, text, L"Sổ Khối thi đua", MB_OK | MB_ICONERROR);
#endif
    return 3;
}

int wmain(int argc, wchar_t **argv)
{
    DWORD length = GetModuleFileNameW(NULL, here, PLACE);
    wchar_t *end = length && length < PLACE ? wcsrchr(here, L'\\') : NULL;
    if (end == NULL)
        return refuse(L"SoKhoiThiDua.exe");
    *end = 0;
    _snwprintf(library, PLACE + 31, L"%ls\\app\\python311.dll", here);
    _snwprintf(script, PLACE + 31, L"%ls\\app\\start.pyc", here);

    if (GetFileAttributesW(script) == INVALID_FILE_ATTRIBUTES)
        return refuse(L"app\\start.pyc");
    /* What python311.dll needs lies beside it, not beside this program. */
    HMODULE python = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    Py_Main_t run = python ? (Py_Main_t)(void *)GetProcAddress(python, "Py_Main") : NULL;
    if (run == NULL)
        return refuse(L"app\\python311.dll");

    wchar_t **given = calloc((size_t)argc + FIXED, sizeof *given);
    if (given == NULL)
        return refuse(L"SoKhoiThiDua.exe");
    int n = 0;
    given[n++] = argv[0];
    given[n++] = L"-X";
    given[n++] = L"utf8";
    given[n++] = L"-I";
    given[n++] = script;
    for (int i = 1; i < argc; i++)
        given[n++] = argv[i];
    int code = run(n, given);
    return code == DAMAGED ? refuse(L"app\\modules.bin") : code;
}

#ifndef CONSOLE
int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, PWSTR line, int show)
{
    (void)self, (void)before, (void)line, (void)show;
    return wmain(__argc, __wargv);
}
#endif
