; The installer: for one user, without administrator's rights, silent with /S.
; Exit codes in silent mode: 0 done · 3 the program is running · 4 a newer version is installed
; · 5 Windows is too old · 6 the older version could not be taken away · 2 files could not be written.
; Made by installer.py, which gives VERSION, SIZE_KB, OUT, PAYLOAD and files.nsh (every file by name:
; what is removed later is exactly what was put there, so nothing of the user's can go with it).
Target amd64-unicode
Unicode true
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10
!ifdef QUICK ; for trying only
SetCompressor zlib
!else
SetCompressor /SOLID lzma
SetCompressorDictSize 64
!endif
!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include WordFunc.nsh
!include FileFunc.nsh
!include files.nsh

!define NAME "Sổ Khối thi đua"
!define ID "SoKhoiThiDua"
!define EXE "SoKhoiThiDua.exe"
!define REMOVER "Go cai dat.exe"
!define KIND "SoKhoiThiDua.khoi"
!define REMINDER "$LOCALAPPDATA\So Khoi thi dua\nhac-viec.chay" ; ui/reminders/process.py
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"
!define CLASSES "Software\Classes"

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${ID}"
InstallDirRegKey HKCU "Software\${ID}" "InstallDir"
RequestExecutionLevel user
BrandingText "${NAME} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1066 "ProductName" "${NAME}"
VIAddVersionKey /LANG=1066 "FileDescription" "Cài đặt ${NAME}"
VIAddVersionKey /LANG=1066 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "LegalCopyright" "Giấy phép MIT"

!define MUI_ICON "so-khoi.ico"
!define MUI_UNICON "so-khoi.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "cai-dat.bmp"
!define MUI_DIRECTORYPAGE_TEXT_TOP "Chương trình được cài cho riêng tài khoản Windows của anh/chị, không cần quyền quản trị. Có thể giữ nguyên thư mục dưới đây."
!define MUI_FINISHPAGE_TITLE "Đã cài đặt xong"
!define MUI_FINISHPAGE_TEXT "Mở chương trình từ biểu tượng trên màn hình nền hoặc trong trình đơn Start. Bấm đúp một tệp .khoi cũng mở chương trình."
!define MUI_FINISHPAGE_RUN "$INSTDIR\${EXE}"
!define MUI_FINISHPAGE_RUN_TEXT "Mở ${NAME}"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "Chỉ gỡ chương trình. Sổ (.khoi), bản sao lưu, bản sao sổ mẫu và thiết lập của anh/chị được giữ lại."
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGEEX "." "Vietnamese"

Var OldDir
Var OldVersion

!macro Stop TEXT CODE
  MessageBox MB_OK|MB_ICONEXCLAMATION "${TEXT}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

; A program that runs cannot be opened for writing; the file is not touched by asking.
; The reminder has no window that could be closed: it ends by itself, within seconds, once its file is gone.
!macro AskToClose DIR
  StrCpy $R9 16
  ${If} ${FileExists} "${REMINDER}"
    Delete "${REMINDER}"
    StrCpy $R9 0
  ${EndIf}
  ${DoWhile} ${FileExists} "${DIR}\${EXE}"
    ClearErrors
    FileOpen $0 "${DIR}\${EXE}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${ExitDo}
    ${EndIf}
    ${If} $R9 < 16
      IntOp $R9 $R9 + 1
      Sleep 500
      ${Continue}
    ${EndIf}
    ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${NAME} đang mở. Hãy đóng chương trình rồi bấm thử lại. Mọi thay đổi trong sổ đã được lưu." /SD IDCANCEL IDCANCEL`
      SetErrorLevel 3
      Quit
    ${EndIf}
  ${Loop}
!macroend

Function .onInit
  ${IfNot} ${AtLeastBuild} 15063
    !insertmacro Stop "Cần Windows 10 phiên bản 1703 trở lên. Máy này dùng Windows cũ hơn nên chương trình không chạy được." 5
  ${EndIf}
  ReadRegStr $OldDir HKCU "${UNINSTALL_KEY}" "InstallLocation"
  ReadRegStr $OldVersion HKCU "${UNINSTALL_KEY}" "DisplayVersion"
  ${If} $OldVersion != ""
    ${VersionCompare} "$OldVersion" "${VERSION}" $0
    ${If} $0 = 1
      !insertmacro Stop "Máy đã có bản mới hơn ($OldVersion). Bản ${VERSION} không được cài đè lên. Nếu muốn dùng bản cũ, hãy gỡ bản mới trước; sổ vẫn được giữ." 4
    ${EndIf}
  ${EndIf}
FunctionEnd

Section "-${NAME}"
  !insertmacro AskToClose "$INSTDIR"
  ${If} $OldDir != ""
    !insertmacro AskToClose "$OldDir"
    ${If} ${FileExists} "$OldDir\${REMOVER}"
      ClearErrors
      ExecWait '"$OldDir\${REMOVER}" /S /NANGCAP _?=$OldDir' $0
      ${If} ${Errors}
      ${OrIf} $0 <> 0
        !insertmacro Stop "Không gỡ được bản cũ ở $OldDir. Khởi động lại máy rồi cài lại; sổ của anh/chị không bị ảnh hưởng." 6
      ${EndIf}
      Delete "$OldDir\${REMOVER}"
      RMDir "$OldDir"
    ${EndIf}
  ${EndIf}

  SetOverwrite try
  ClearErrors
  !insertmacro PutFiles
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\${REMOVER}"
  ${If} ${Errors}
    !insertmacro Stop "Không ghi được đủ tệp vào $INSTDIR. Kiểm tra dung lượng ổ đĩa, quyền ghi và phần mềm diệt vi-rút rồi cài lại." 2
  ${EndIf}

  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${EXE}"
  ${If} $OldVersion == "" ; who has thrown the icon away does not find it again after an upgrade
    CreateShortCut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${EXE}"
  ${EndIf}

  WriteRegStr HKCU "Software\${ID}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${CLASSES}\.khoi" "" "${KIND}"
  WriteRegStr HKCU "${CLASSES}\.khoi\OpenWithProgids" "${KIND}" ""
  WriteRegStr HKCU "${CLASSES}\${KIND}" "" "Sổ khối thi đua"
  WriteRegStr HKCU "${CLASSES}\${KIND}\DefaultIcon" "" "$INSTDIR\${EXE},1"
  WriteRegStr HKCU "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\${EXE}" "%1"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${EXE}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\${REMOVER}"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\${REMOVER}" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  Call TellExplorer
SectionEnd

; Explorer looks at kinds of files and their icons again.
!macro TellExplorer UN
  Function ${UN}TellExplorer
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  FunctionEnd
!macroend
!insertmacro TellExplorer ""
!insertmacro TellExplorer "un."

Section "Uninstall"
  !insertmacro AskToClose "$INSTDIR"
  !insertmacro TakeFiles
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/NANGCAP" $1
  ${If} ${Errors} ; not an upgrade, so the places in Windows go too
    Delete "$SMPROGRAMS\${NAME}.lnk"
    Delete "$DESKTOP\${NAME}.lnk"
    DeleteRegKey HKCU "${CLASSES}\${KIND}"
    DeleteRegValue HKCU "${CLASSES}\.khoi\OpenWithProgids" "${KIND}"
    ReadRegStr $0 HKCU "${CLASSES}\.khoi" ""
    ${If} $0 == "${KIND}"
      DeleteRegValue HKCU "${CLASSES}\.khoi" ""
    ${EndIf}
    DeleteRegKey /ifempty HKCU "${CLASSES}\.khoi\OpenWithProgids"
    DeleteRegKey /ifempty HKCU "${CLASSES}\.khoi"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${ID}" ; ui/reminders/startup.py
    DeleteRegKey HKCU "${UNINSTALL_KEY}"
    DeleteRegKey HKCU "Software\${ID}"
    Call un.TellExplorer
    Delete "$INSTDIR\${REMOVER}"
    SetOutPath "$TEMP"
    RMDir "$INSTDIR" ; only when it is empty
  ${EndIf}
SectionEnd
