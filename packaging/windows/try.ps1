# Installs what was built, uses it as a person would, updates it over itself, and removes it.
#
#     packaging/windows/try.ps1 FOLDER
#
# For a computer on which nobody uses Scroblarr: it deletes the data folder in the end.
param([Parameter(Mandatory)] [string] $Folder)
$ErrorActionPreference = "Stop"

$setup = (Get-Item "$Folder/*-setup.exe").FullName
$place = "$env:LOCALAPPDATA\Programs\Scroblarr"
$data = "$env:LOCALAPPDATA\ScroblarrDesktop"
$talking = "$place\scroblarr-desktop.exe"
$run = "HKCU:\Software\Microsoft\Windows\CurrentVersion\Run"
$listed = "HKCU:\Software\Microsoft\Windows\CurrentVersion\Uninstall\ScroblarrDesktop"

function Assert($true_, $sentence) { if (-not $true_) { throw $sentence } }
function Install([string[]] $also) {
    $done = Start-Process $setup -ArgumentList (@("/S") + $also) -Wait -PassThru
    Assert ($done.ExitCode -eq 0) "The installer ended with $($done.ExitCode)."
}
function Uninstall([string[]] $also) {
    # With _?= it runs from where it lies, and can be waited for.
    $done = Start-Process "$place\Uninstall.exe" -ArgumentList (@("/S") + $also + "_?=$place") -Wait -PassThru
    Assert ($done.ExitCode -eq 0) "The uninstaller ended with $($done.ExitCode)."
}
function Answers {
    foreach ($try in 1..100) {
        try { return (Invoke-RestMethod "http://127.0.0.1:24180/healthz").status -eq "ok" }
        catch { Start-Sleep -Milliseconds 300 }
    }
    return $false
}

"== installing"
Install "/STARTATLOGIN"
Assert ((Get-ItemProperty $listed).DisplayName -eq "Scroblarr") "It is not among the apps."
Assert ((Get-ItemProperty $run)."scroblarr-desktop" -match "--minimized") "It does not start at login."
Assert (Test-Path "$env:APPDATA\Microsoft\Windows\Start Menu\Programs\Scroblarr.lnk") "No start menu."
Assert ((Get-Item "$place\Scroblarr.exe").VersionInfo.FileDescription -eq "Scroblarr") "No version."

"== the program"
& $talking --self-test
Assert ($LASTEXITCODE -eq 0) "The self test failed."
Start-Process "$place\Scroblarr.exe" -ArgumentList "--minimized"
Assert (Answers) "It does not answer."

"== updating while it runs"
Install
Assert (Answers) "It was not started again after a silent update."
& $talking --quit
Assert ($LASTEXITCODE -eq 0) "It did not end."

"== removing, the data stays"
Uninstall
Assert (-not (Test-Path "$place\_internal")) "The program is still there."
Assert (Test-Path "$data\scroblarr.sqlite3") "The data is gone."
Assert (-not (Get-ItemProperty $run)."scroblarr-desktop") "It still starts at login."

"== removing with the data"
Install
Uninstall "/LEAVE", "/DELETEDATA"
Assert (-not (Test-Path $data)) "The data is still there."
"The installer can be used."
