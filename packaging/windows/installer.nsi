; The installer for Windows: for one person, without an administrator.
;
; Compiled by packaging/build.py with VERSION, NUMBERS (four of them), PAYLOAD, OUTFILE, ICON,
; LICENCE and SIZE_KIB, and SIGN where there is a certificate.
;
; Silent:   Scroblarr-...-setup.exe /S [/STARTATLOGIN] [/D=C:\folder]
;           Uninstall.exe /S [/LEAVE] [/DELETEDATA]
; Without /LEAVE and /DELETEDATA a silent removal touches neither sign-ins nor data.

Unicode true
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "x64.nsh"

!define APP "Scroblarr"
!define PROGRAM "Scroblarr.exe"
; The same program with a way to print: the other one has no console.
!define TALKING "scroblarr-desktop.exe"
!define PUBLISHER "Scroblarr Desktop contributors"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\ScroblarrDesktop"
!define OWN_KEY "Software\ScroblarrDesktop"
; As scroblarr_desktop/autostart writes it.
!define RUN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"
!define APPROVED_KEY "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
!define RUN_NAME "scroblarr-desktop"
; As scroblarr_desktop/paths.py finds it.
!define DATA "$LOCALAPPDATA\ScroblarrDesktop"

Name "${APP}"
OutFile "${OUTFILE}"
InstallDir "$LOCALAPPDATA\Programs\Scroblarr"
InstallDirRegKey HKCU "${OWN_KEY}" "InstallDir"
BrandingText "${APP} ${VERSION}"

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "${APP}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${APP} installer"
VIAddVersionKey "CompanyName" "${PUBLISHER}"
VIAddVersionKey "LegalCopyright" "MIT licence"

!ifdef SIGN
  !finalize '${SIGN} "%1"' = 0
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_FINISHPAGE_RUN_TEXT "Start ${APP}"

!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Var WasRunning

; -- ending what runs

!macro EndRunning un
Function ${un}EndRunning
  StrCpy $WasRunning 0
  ${IfNot} ${FileExists} "$INSTDIR\${PROGRAM}"
    Return
  ${EndIf}
  ${If} ${FileExists} "${DATA}\running.json"
    StrCpy $WasRunning 1
  ${EndIf}
again:
  ; Waits until the copy has ended; well also where none runs.
  nsExec::ExecToStack '"$INSTDIR\${TALKING}" --quit'
  Pop $0
  Pop $1
  ; A copy with another data folder runs on: then Windows does not let go of the file.
  StrCpy $2 0
  ${Do}
    ClearErrors
    Delete "$INSTDIR\${PROGRAM}"
    ${IfNot} ${Errors}
      Return
    ${EndIf}
    Sleep 500
    IntOp $2 $2 + 1
  ${LoopUntil} $2 > 10
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION \
    "${APP} is still running. Quit it from its icon in the tray, then try again." \
    /SD IDCANCEL IDRETRY again
  SetErrorLevel 3
  Quit
FunctionEnd
!macroend

!insertmacro EndRunning ""
!insertmacro EndRunning "un."

; Only what came with the program: somebody may have chosen a folder that holds other things.
!macro RemoveProgram
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\${TALKING}"
  RMDir /r "$INSTDIR\_internal"
!macroend

; -- installing

Function .onInit
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "${APP} needs Windows 10 or newer, 64 bit." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

Section "${APP}" SectionProgram
  SectionIn RO
  Call EndRunning
  !insertmacro RemoveProgram
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}/*.*"
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${APP}.lnk" "$INSTDIR\${PROGRAM}"

  WriteRegStr HKCU "${OWN_KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${APP}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KIB}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

; Not ticked: the app itself asks when it is set up. Leaving it so switches nothing off.
Section /o "Start when I sign in to Windows" SectionLogin
  Call StartAtLogin
SectionEnd

Function StartAtLogin
  WriteRegStr HKCU "${RUN_KEY}" "${RUN_NAME}" '"$INSTDIR\${PROGRAM}" --minimized'
  DeleteRegValue HKCU "${APPROVED_KEY}" "${RUN_NAME}"
FunctionEnd

Function .onInstSuccess
  ${If} ${Silent}
    ${GetParameters} $0
    ClearErrors
    ${GetOptions} $0 "/STARTATLOGIN" $1
    ${IfNot} ${Errors}
      Call StartAtLogin
    ${EndIf}
    ; What a silent update ended goes on afterwards.
    ${If} $WasRunning = 1
      Exec '"$INSTDIR\${PROGRAM}" --minimized'
    ${EndIf}
  ${EndIf}
FunctionEnd

; -- removing

Section "Uninstall"
  ${GetParameters} $R0
  ; Takes away the program of the tray; the one that signs out is still there.
  Call un.EndRunning
  Call un.SignOut
  !insertmacro RemoveProgram
  Call un.DeleteData
  Delete "$INSTDIR\Uninstall.exe"
  ; Goes only if nothing of anybody else's is in it.
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${APP}.lnk"
  Call un.StartNoMore
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "${OWN_KEY}"
SectionEnd

Function un.SignOut
  ${IfNot} ${FileExists} "${DATA}\scroblarr.sqlite3"
    Return
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/LEAVE" $1
  ${If} ${Errors}
    MessageBox MB_YESNO|MB_ICONQUESTION \
      "Sign out everywhere? Plex and Jellyfin then no longer report to this computer, and all \
trackers forget this app. Choose No if you want to install ${APP} again." \
      /SD IDNO IDYES sign_out
    Return
  ${EndIf}
sign_out:
  DetailPrint "Signing out"
  nsExec::ExecToStack '"$INSTDIR\${TALKING}" --leave'
  Pop $0
  Pop $1
  ${If} $0 != 0
    MessageBox MB_OK|MB_ICONINFORMATION "$1" /SD IDOK
  ${EndIf}
FunctionEnd

Function un.DeleteData
  ${IfNot} ${FileExists} "${DATA}\*.*"
    Return
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/DELETEDATA" $1
  ${If} ${Errors}
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 \
      "Delete everything that ${APP} kept, too: who watched what and when, and all copies of it? \
This cannot be undone." \
      /SD IDNO IDYES delete
    DetailPrint "What was watched stays in ${DATA}"
    Return
  ${EndIf}
delete:
  RMDir /r "${DATA}"
FunctionEnd

; Copies with data folders of their own have entries of their own, named after them.
Function un.StartNoMore
  StrLen $2 "${RUN_NAME}"
  StrCpy $0 0
  ${Do}
    ClearErrors
    EnumRegValue $1 HKCU "${RUN_KEY}" $0
    ${If} ${Errors}
    ${OrIf} $1 == ""
      Return
    ${EndIf}
    StrCpy $3 $1 $2
    ${If} $3 == "${RUN_NAME}"
      DeleteRegValue HKCU "${RUN_KEY}" $1
      DeleteRegValue HKCU "${APPROVED_KEY}" $1
    ${Else}
      IntOp $0 $0 + 1
    ${EndIf}
  ${Loop}
FunctionEnd
