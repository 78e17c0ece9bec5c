; The installer for one Windows user: no administrator, an upgrade goes in place, the history is never touched unless asked.
;
;   makensis -WX -DVERSION=0.1.0 -DBUNDLE=dist/earshot -DICON=earshot.ico -DSIDE=side.bmp -DOUT=setup.exe earshot.nsi
;
; Silent, for whoever looks after many computers: `setup.exe /S`, with `/D=C:\folder` as the last word another folder.
; Exit code 0 done, 1 cancelled, 2 nothing changed, since Earshot was running or Windows is too old.

Unicode true
!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh
!include FileFunc.nsh
!include nsDialogs.nsh

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Earshot"
!define START "Software\Microsoft\Windows\CurrentVersion\App Paths\earshot.exe"
!define CLASSES "Software\Classes"
!define SOUND "Earshot.Sound"

Name "Earshot"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Earshot"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10
SetCompressor /SOLID lzma
AllowSkipFiles off
ShowInstDetails nevershow
ShowUninstDetails nevershow
BrandingText " "

VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "Earshot"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "Earshot setup"
VIAddVersionKey CompanyName "The Earshot founders"
VIAddVersionKey LegalCopyright "MIT licence"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_WELCOMEPAGE_TITLE "Earshot ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "Tells by ear whether a machine sounds like itself.$\r$\n$\r$\n\
    It will be installed for you alone, in$\r$\n$INSTDIR$\r$\n$\r$\n\
    An earlier version there is replaced. Your machines, recordings and reports stay as they are.$\r$\n$\r$\n\
    Close Earshot if it is running, then click Install."
!define MUI_FINISHPAGE_TITLE "Earshot is installed"
!define MUI_FINISHPAGE_TEXT "You will find it in the Start menu."
!define MUI_FINISHPAGE_RUN "$INSTDIR\earshotw.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Start Earshot"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH

UninstPage custom un.AskForHistory un.KeepAnswer
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Var Checkbox
Var DeleteHistory

; A running program can't be written to. Its folder could be renamed all the same, and the next start would fail.
!macro WAIT_UNTIL_CLOSED un
Function ${un}WaitUntilClosed
  retry:
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\earshotw.exe"
    FileOpen $0 "$INSTDIR\earshotw.exe" a
    ${IfNot} ${Errors}
      FileClose $0
    ${EndIf}
  ${EndIf}
  ${IfNot} ${Errors}
  ${AndIf} ${FileExists} "$INSTDIR\earshot.exe"
    FileOpen $0 "$INSTDIR\earshot.exe" a
    ${IfNot} ${Errors}
      FileClose $0
    ${EndIf}
  ${EndIf}
  ${If} ${Errors}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION \
      "Earshot is running.$\r$\n$\r$\nClose it, then click Retry." /SD IDCANCEL IDRETRY retry
    SetErrorLevel 2
    Abort "Nothing was changed, since Earshot is running."
  ${EndIf}
FunctionEnd
!macroend
!insertmacro WAIT_UNTIL_CLOSED ""
!insertmacro WAIT_UNTIL_CLOSED "un."

Function .onInit
  SetRegView 64
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "Earshot needs Windows 10 or 11 with 64 bit. Nothing was changed." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

; The version before is put aside, not deleted: if the drive is full half way, it comes back.
!macro PUT_ASIDE name
  RMDir /r "$INSTDIR\${name}.old"
  Delete "$INSTDIR\${name}.old"
  Rename "$INSTDIR\${name}" "$INSTDIR\${name}.old"
!macroend

!macro TAKE_BACK name
  ${If} ${FileExists} "$INSTDIR\${name}.old"
    RMDir /r "$INSTDIR\${name}"
    Delete "$INSTDIR\${name}"
    Rename "$INSTDIR\${name}.old" "$INSTDIR\${name}"
  ${EndIf}
!macroend

!macro LET_GO name
  RMDir /r "$INSTDIR\${name}.old"
  Delete "$INSTDIR\${name}.old"
!macroend

Function .onInstFailed
  !insertmacro TAKE_BACK "_internal"
  !insertmacro TAKE_BACK "earshot.exe"
  !insertmacro TAKE_BACK "earshotw.exe"
FunctionEnd

Section "Earshot"
  Call WaitUntilClosed
  SetOutPath "$INSTDIR"
  !insertmacro PUT_ASIDE "_internal"
  !insertmacro PUT_ASIDE "earshot.exe"
  !insertmacro PUT_ASIDE "earshotw.exe"
  SetOverwrite on
  File /r "${BUNDLE}/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Earshot.lnk" "$INSTDIR\earshotw.exe" "" "$INSTDIR\earshotw.exe" 0 "" "" \
    "Tells by ear whether a machine sounds like itself"
  WriteRegStr HKCU "${START}" "" "$INSTDIR\earshotw.exe"
  Call OfferForSounds
  Call TellWindows
  !insertmacro LET_GO "_internal"
  !insertmacro LET_GO "earshot.exe"
  !insertmacro LET_GO "earshotw.exe"
SectionEnd

; Adds Earshot to "Open with". The program that opens sounds by a double click stays the one the user chose.
!macro FOR_EACH_SOUND do
  !insertmacro ${do} ".wav"
  !insertmacro ${do} ".flac"
  !insertmacro ${do} ".ogg"
  !insertmacro ${do} ".mp3"
  !insertmacro ${do} ".aif"
  !insertmacro ${do} ".aiff"
!macroend
!macro OFFER ending
  WriteRegStr HKCU "${CLASSES}\${ending}\OpenWithProgids" "${SOUND}" ""
  WriteRegStr HKCU "${CLASSES}\Applications\earshotw.exe\SupportedTypes" "${ending}" ""
!macroend
!macro TAKE_AWAY ending
  DeleteRegValue HKCU "${CLASSES}\${ending}\OpenWithProgids" "${SOUND}"
!macroend

Function OfferForSounds
  WriteRegStr HKCU "${CLASSES}\${SOUND}" "" "Sound of a machine"
  WriteRegStr HKCU "${CLASSES}\${SOUND}\DefaultIcon" "" "$INSTDIR\earshotw.exe,0"
  WriteRegStr HKCU "${CLASSES}\${SOUND}\shell\open" "FriendlyAppName" "Earshot"
  WriteRegStr HKCU "${CLASSES}\${SOUND}\shell\open\command" "" '"$INSTDIR\earshotw.exe" open "%1"'
  WriteRegStr HKCU "${CLASSES}\Applications\earshotw.exe" "FriendlyAppName" "Earshot"
  WriteRegStr HKCU "${CLASSES}\Applications\earshotw.exe\shell\open\command" "" '"$INSTDIR\earshotw.exe" open "%1"'
  !insertmacro FOR_EACH_SOUND OFFER
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
FunctionEnd

Function TellWindows
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Earshot"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\earshotw.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Earshot founders"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  ${GetSize} "$INSTDIR\_internal" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "$0"
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
FunctionEnd

Function un.onInit
  SetRegView 64
  StrCpy $DeleteHistory ${BST_UNCHECKED}
FunctionEnd

Function un.AskForHistory
  !insertmacro MUI_HEADER_TEXT "Remove Earshot" "The program is removed. What about your machines?"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 0 100% 36u "Your machines, recordings and reports stay where they are, in$\r$\n\
    $LOCALAPPDATA\Earshot$\r$\nInstall Earshot again, and it opens with them."
  Pop $0
  ${NSD_CreateCheckbox} 0 48u 100% 12u "&Delete them as well. This can't be undone."
  Pop $Checkbox
  nsDialogs::Show
FunctionEnd

Function un.KeepAnswer
  ${NSD_GetState} $Checkbox $DeleteHistory
FunctionEnd

Section "un.Earshot"
  Call un.WaitUntilClosed
  Delete "$INSTDIR\earshot.exe"
  Delete "$INSTDIR\earshotw.exe"
  RMDir /r "$INSTDIR\_internal"
  !insertmacro LET_GO "_internal"
  !insertmacro LET_GO "earshot.exe"
  !insertmacro LET_GO "earshotw.exe"
  ${If} $DeleteHistory == ${BST_CHECKED}
    RMDir /r "$LOCALAPPDATA\Earshot"
    RMDir /r "$INSTDIR\earshot-data"
  ${EndIf}
  Delete "$INSTDIR\uninstall.exe"
  ; Only when it is empty: a history beside the program stays.
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Earshot.lnk"
  DeleteRegKey HKCU "${START}"
  DeleteRegKey HKCU "${CLASSES}\${SOUND}"
  DeleteRegKey HKCU "${CLASSES}\Applications\earshotw.exe"
  !insertmacro FOR_EACH_SOUND TAKE_AWAY
  DeleteRegKey HKCU "${UNINSTALL}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
