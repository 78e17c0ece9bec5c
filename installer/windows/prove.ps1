# Installs the setup in `dist`, asks the installed program whether it does its job, upgrades in place and removes it again.
# For a computer that may be changed: a build machine or a virtual one. Any step that fails ends it with an error.
$ErrorActionPreference = "Stop"
$setup = Get-Item "dist/earshot-*-setup.exe"
$installed = "$env:LOCALAPPDATA\Programs\Earshot"
$history = "$env:LOCALAPPDATA\Earshot\history"
$entry = "HKCU:\Software\Microsoft\Windows\CurrentVersion\Uninstall\Earshot"

function Assert($true_, $what) {
    if (-not $true_) { throw "Not so: $what" }
    Write-Output "ok  $what"
}

function Install {
    $done = Start-Process $setup.FullName -ArgumentList "/S" -Wait -PassThru
    Assert ($done.ExitCode -eq 0) "the setup ends with 0"
}

Install
& "$installed\earshot.exe" self-test
Assert ($LASTEXITCODE -eq 0) "the self-test of the installed program"
Assert ((Get-Item "$installed\earshotw.exe").VersionInfo.ProductName -eq "Earshot") "the version resource"
Assert (Test-Path "$env:APPDATA\Microsoft\Windows\Start Menu\Programs\Earshot.lnk") "the Start menu"

& "$installed\earshot.exe" learn --machine "Proof fan" (Get-Item resources/samples/healthy-*.wav).FullName
Assert ($LASTEXITCODE -eq 0) "learning from the sample takes"
& "$installed\earshot.exe" inspect --machine "Proof fan" --json (Get-Item resources/samples/later-healthy.wav).FullName
Assert ($LASTEXITCODE -eq 0) "a verdict"
Assert (Test-Path $history) "a history"

$window = Start-Process "$installed\earshotw.exe" -PassThru
# As long as the window is open the setup must refuse, and change nothing.
$refused = Start-Process $setup.FullName -ArgumentList "/S" -Wait -PassThru
Assert ($refused.ExitCode -eq 2) "the setup refuses while Earshot runs"
Assert (-not $window.HasExited) "the window is still open"
Stop-Process -Id $window.Id
$window.WaitForExit()

Install
Assert (Test-Path $history) "the history after an upgrade"
Assert (-not (Test-Path "$installed\_internal.old")) "nothing is left of the version before"

# _?= makes it wait until it is done; it can't delete itself then.
$gone = Start-Process "$installed\uninstall.exe" -ArgumentList "/S", "_?=$installed" -Wait -PassThru
Assert ($gone.ExitCode -eq 0) "the removal ends with 0"
Assert (-not (Test-Path "$installed\_internal")) "the program is gone"
Assert (-not (Test-Path $entry)) "Windows no longer lists it"
Assert (Test-Path $history) "the history is kept"
