<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>AboutSection</name>
    <message>
        <source>About</source>
        <translation>Über Scroblarr</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Open the log file</source>
        <translation>Die Protokolldatei öffnen</translation>
    </message>
    <message>
        <source>L&amp;icences…</source>
        <translation>&amp;Lizenzen&#xa0;…</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Gemacht mit</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Datenordner</translation>
    </message>
    <message>
        <source>Log file</source>
        <translation>Protokolldatei</translation>
    </message>
    <message>
        <source>MIT licence: free to use, to look into and to change.</source>
        <translation>MIT-Lizenz: Du darfst es frei benutzen, hineinsehen und es ändern.</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Open the pa&amp;ge</source>
        <translation>&amp;Seite öffnen</translation>
    </message>
    <message>
        <source>Project page</source>
        <translation>Projektseite</translation>
    </message>
</context>
<context>
    <name>AccountCard</name>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>{tracker}: {state}</source>
        <translation>{tracker}: {state}</translation>
    </message>
    <message>
        <source>{tracker} ({name})</source>
        <translation>{tracker} ({name})</translation>
    </message>
    <message>
        <source>Signing out there…</source>
        <translation>Wird dort abgemeldet&#xa0;…</translation>
    </message>
    <message>
        <source>Nothing is sent there any more.</source>
        <translation>Es wird nichts mehr dorthin gesendet.</translation>
    </message>
    <message>
        <source>Next try {when}.</source>
        <translation>Nächster Versuch {when}.</translation>
    </message>
    <message>
        <source>One watch waits for it.</source>
        <translation>Ein Titel wartet darauf.</translation>
    </message>
    <message>
        <source>{count} watches wait for it.</source>
        <translation>{count} Titel warten darauf.</translation>
    </message>
    <message>
        <source>Show the code</source>
        <translation>Code zeigen</translation>
    </message>
    <message>
        <source>Link again</source>
        <translation>Neu verknüpfen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Get a new code</source>
        <translation>Neuen Code holen</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Neu anmelden</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>The household&apos;s app…</source>
        <translation>App des Haushalts&#xa0;…</translation>
    </message>
    <message>
        <source>Call it off</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Unlink…</source>
        <translation>Trennen&#xa0;…</translation>
    </message>
    <message>
        <source>Unlink {name} at {tracker}?</source>
        <translation>{name} bei {tracker} trennen?</translation>
    </message>
    <message>
        <source>{signed_out} What was sent stays at {tracker}, and everything stays in the log here. {waiting} If the same account is linked again, it goes on where it stopped.</source>
        <translation>{signed_out} Was gesendet wurde, bleibt bei {tracker}, und alles bleibt hier im Protokoll. {waiting} Wird dasselbe Konto wieder verknüpft, geht es dort weiter, wo es aufgehört hat.</translation>
    </message>
    <message>
        <source>Unlink</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>Nothing waits to be sent.</source>
        <translation>Nichts wartet auf das Senden.</translation>
    </message>
    <message>
        <source>The one watch that waits to be sent is kept.</source>
        <translation>Der eine Titel, der noch gesendet werden soll, wird aufbewahrt.</translation>
    </message>
    <message>
        <source>The {count} watches that wait to be sent are kept.</source>
        <translation>Die {count} Titel, die noch gesendet werden sollen, werden aufbewahrt.</translation>
    </message>
</context>
<context>
    <name>AccountChip</name>
    <message>
        <source>{tracker}: {state}</source>
        <translation>{tracker}: {state}</translation>
    </message>
</context>
<context>
    <name>AccountMarks</name>
    <message>
        <source>waiting for you to confirm</source>
        <translation>wartet auf deine Bestätigung</translation>
    </message>
    <message>
        <source>linked</source>
        <translation>verknüpft</translation>
    </message>
    <message>
        <source>not linked</source>
        <translation>nicht verknüpft</translation>
    </message>
    <message>
        <source>the code ran out</source>
        <translation>der Code ist abgelaufen</translation>
    </message>
    <message>
        <source>sign-in needed</source>
        <translation>Anmeldung nötig</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
</context>
<context>
    <name>AccountOptions</name>
    <message>
        <source>Show what is playing and keep the place</source>
        <translation>Zeigen, was gerade läuft, und die Stelle merken</translation>
    </message>
    <message>
        <source>Send films that are watched again</source>
        <translation>Filme senden, die noch einmal gesehen werden</translation>
    </message>
    <message>
        <source>Send episodes that are watched again</source>
        <translation>Folgen senden, die noch einmal gesehen werden</translation>
    </message>
    <message>
        <source>{tracker} then knows what is on right now, and people who may see the profile there see it, too. What was stopped half-way can be gone on with in other apps.</source>
        <translation>{tracker} weiß dann, was gerade läuft, und wer das Profil dort sehen darf, sieht es auch. Was mittendrin angehalten wurde, lässt sich in anderen Apps weitersehen.</translation>
    </message>
    <message>
        <source>{tracker} keeps each time as a play of its own.</source>
        <translation>{tracker} merkt sich jedes Mal einzeln.</translation>
    </message>
    <message>
        <source>Off unless you want it: {tracker} counts a repeat only then.</source>
        <translation>Aus, solange du es nicht willst: {tracker} zählt eine Wiederholung nur dann.</translation>
    </message>
</context>
<context>
    <name>AddViewerDialog</name>
    <message>
        <source>Known viewers</source>
        <translation>Bekannte Profile</translation>
    </message>
    <message>
        <source>Nobody else is known yet. Who plays something on a connected media server appears here.</source>
        <translation>Sonst ist noch niemand bekannt. Wer auf einem verbundenen Medienserver etwas abspielt, erscheint hier.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>{viewer} on {server}</source>
        <translation>{viewer} auf {server}</translation>
    </message>
    <message>
        <source>is {owners}</source>
        <translation>ist {owners}</translation>
    </message>
    <message>
        <source>1 watch is kept</source>
        <translation>1 Titel aufbewahrt</translation>
    </message>
    <message>
        <source>{count} watches are kept</source>
        <translation>{count} Titel aufbewahrt</translation>
    </message>
    <message>
        <source>a friend it is shared with</source>
        <translation>von Freunden, mit denen geteilt wird</translation>
    </message>
    <message>
        <source>{viewer}: {more}</source>
        <translation>{viewer}: {more}</translation>
    </message>
    <message>
        <source>Add a viewer to {member}</source>
        <translation>Ein Profil zu {member} hinzufügen</translation>
    </message>
    <message>
        <source>Who else is {member}?</source>
        <translation>Wer ist noch {member}?</translation>
    </message>
    <message>
        <source>A viewer who is somebody else already then stands for both: what is watched together goes to both.</source>
        <translation>Ein Profil, das schon jemand anderem gehört, steht dann für beide: Was zusammen gesehen wird, bekommen beide.</translation>
    </message>
</context>
<context>
    <name>AddressRow</name>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Scroblarr entered it at {kind}. You need not do anything.</source>
        <translation>Scroblarr hat sie bei {kind} eingetragen. Du musst nichts tun.</translation>
    </message>
</context>
<context>
    <name>AddressSection</name>
    <message>
        <source>Address for events</source>
        <translation>Adresse für Meldungen</translation>
    </message>
    <message>
        <source>Its events come along with those of another server of yours.</source>
        <translation>Seine Meldungen kommen zusammen mit denen eines anderen deiner Server.</translation>
    </message>
    <message>
        <source>Scroblarr entered this address there itself. You need not do anything.</source>
        <translation>Scroblarr hat diese Adresse dort selbst eingetragen. Du musst nichts tun.</translation>
    </message>
    <message>
        <source>The media server cannot call this address yet: so far only this computer may call Scroblarr.</source>
        <translation>Der Medienserver kann diese Adresse noch nicht aufrufen: Bisher darf nur dieser Computer Scroblarr rufen.</translation>
    </message>
    <message>
        <source>The media server calls this address whenever somebody watches.</source>
        <translation>Diese Adresse ruft der Medienserver auf, sobald jemand etwas sieht.</translation>
    </message>
</context>
<context>
    <name>AddressStep</name>
    <message>
        <source>Where is your Jellyfin?</source>
        <translation>Wo ist dein Jellyfin?</translation>
    </message>
    <message>
        <source>Choose the one that was found, or type its address.</source>
        <translation>Wähle das gefundene aus oder gib seine Adresse ein.</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>Enter an address in Jellyfin by hand instead</source>
        <translation>Stattdessen eine Adresse von Hand in Jellyfin eintragen</translation>
    </message>
    <message>
        <source>nas:8096, or https://media.example.org</source>
        <translation>nas:8096 oder https://media.example.org</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>As it stands in the browser in which you use Jellyfin.</source>
        <translation>So, wie sie im Browser steht, in dem du Jellyfin benutzt.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Looking for a Jellyfin in your network…</source>
        <translation>Suche in deinem Netzwerk nach Jellyfin&#xa0;…</translation>
    </message>
    <message>
        <source>{name} at {address}</source>
        <translation>{name} unter {address}</translation>
    </message>
    <message>
        <source>Found. Looking for others…</source>
        <translation>Gefunden. Suche nach weiteren&#xa0;…</translation>
    </message>
    <message>
        <source>None answered by itself. Type its address below.</source>
        <translation>Von selbst hat sich keines gemeldet. Gib unten die Adresse ein.</translation>
    </message>
    <message>
        <source>Asking {address}…</source>
        <translation>Frage {address}&#xa0;…</translation>
    </message>
    <message>
        <source>{address}, connected already</source>
        <translation>{address}, schon verbunden</translation>
    </message>
</context>
<context>
    <name>AddressesSection</name>
    <message>
        <source>Addresses for media servers</source>
        <translation>Adressen für Medienserver</translation>
    </message>
    <message>
        <source>Their last part is a secret: whoever knows it can add watches.</source>
        <translation>Ihr letzter Teil ist geheim: Wer ihn kennt, kann Gesehenes hinzufügen.</translation>
    </message>
    <message>
        <source>No media server is connected yet.</source>
        <translation>Noch ist kein Medienserver verbunden.</translation>
    </message>
</context>
<context>
    <name>Afterwards</name>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>1 watch from while this computer was off, {what}</source>
        <translation>1 Titel aus der Zeit, als dieser Computer aus war, {what}</translation>
    </message>
    <message>
        <source>{count} watches from while this computer was off, {what}</source>
        <translation>{count} Titel aus der Zeit, als dieser Computer aus war, {what}</translation>
    </message>
    <message>
        <source>1 watch of which no media server told in time, {what}</source>
        <translation>1 Titel, den kein Medienserver rechtzeitig gemeldet hat, {what}</translation>
    </message>
    <message>
        <source>{count} watches of which no media server told in time, {what}</source>
        <translation>{count} Titel, die kein Medienserver rechtzeitig gemeldet hat, {what}</translation>
    </message>
    <message>
        <source>to be looked at</source>
        <translation>zum Ansehen</translation>
    </message>
    <message>
        <source>all to be looked at</source>
        <translation>alle zum Ansehen</translation>
    </message>
    <message>
        <source>{count} to be looked at</source>
        <translation>{count} zum Ansehen</translation>
    </message>
    <message>
        <source>still to be sent</source>
        <translation>noch zu senden</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>kept here only</source>
        <translation>nur hier aufbewahrt</translation>
    </message>
    <message>
        <source>all still to be sent</source>
        <translation>alle noch zu senden</translation>
    </message>
    <message>
        <source>all sent</source>
        <translation>alle gesendet</translation>
    </message>
    <message>
        <source>all kept here only</source>
        <translation>alle nur hier aufbewahrt</translation>
    </message>
    <message>
        <source>{count} still to be sent</source>
        <translation>{count} noch zu senden</translation>
    </message>
    <message>
        <source>{count} sent</source>
        <translation>{count} gesendet</translation>
    </message>
    <message>
        <source>{count} kept here only</source>
        <translation>{count} nur hier aufbewahrt</translation>
    </message>
</context>
<context>
    <name>ApiSection</name>
    <message>
        <source>Local API</source>
        <translation>Lokale API</translation>
    </message>
    <message>
        <source>For programs of your own. The key opens everything: keep it to yourself.</source>
        <translation>Für eigene Programme. Der Schlüssel öffnet alles: Behalte ihn für dich.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the address of the local API</source>
        <translation>Die Adresse der lokalen API kopieren</translation>
    </message>
    <message>
        <source>Key of the local API</source>
        <translation>Schlüssel der lokalen API</translation>
    </message>
    <message>
        <source>Copy the key of the local API</source>
        <translation>Den Schlüssel der lokalen API kopieren</translation>
    </message>
    <message>
        <source>New key…</source>
        <translation>Neuer Schlüssel&#xa0;…</translation>
    </message>
    <message>
        <source>A&amp;ddress</source>
        <translation>A&amp;dresse</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>&amp;Schlüssel</translation>
    </message>
    <message>
        <source>It travels in the header X-API-Key.</source>
        <translation>Er steht im Header X-API-Key.</translation>
    </message>
    <message>
        <source>Make a new key?</source>
        <translation>Einen neuen Schlüssel erstellen?</translation>
    </message>
    <message>
        <source>The old one stops at once. Give the new one to the programs that use it.</source>
        <translation>Der alte gilt sofort nicht mehr. Gib den neuen den Programmen, die ihn benutzen.</translation>
    </message>
    <message>
        <source>Make a new key</source>
        <translation>Neuen Schlüssel erstellen</translation>
    </message>
</context>
<context>
    <name>AppearanceSection</name>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>As this computer has it</source>
        <translation>Wie auf diesem Computer</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>AssignDialog</name>
    <message>
        <source>Who is {name}?</source>
        <translation>Wer ist {name}?</translation>
    </message>
    <message>
        <source>Their name</source>
        <translation>Name der Person</translation>
    </message>
    <message>
        <source>Name of a new member</source>
        <translation>Name einer neuen Person</translation>
    </message>
    <message>
        <source>Send them</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Keep them here only</source>
        <translation>Nur hier behalten</translation>
    </message>
    <message>
        <source>Tick two where this stands for people who watch together: both get it.</source>
        <translation>Wähle zwei aus, wenn dieses Profil für Leute steht, die zusammen schauen: Beide bekommen es.</translation>
    </message>
    <message>
        <source>Somebody &amp;new</source>
        <translation>Jemand &amp;Neues</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Send the one watch</source>
        <translation>Den einen Titel senden</translation>
    </message>
    <message>
        <source>Send the {count} watches</source>
        <translation>Die {count} Titel senden</translation>
    </message>
    <message>
        <source>Nothing is kept for them yet. From now on it goes to whom you choose.</source>
        <translation>Noch ist nichts aufbewahrt. Von jetzt an geht es an die, die du auswählst.</translation>
    </message>
    <message>
        <source>{count} watches are kept for them, the first {since}.</source>
        <translation>{count} Titel sind aufbewahrt, der erste {since}.</translation>
    </message>
    <message>
        <source>One watch is kept for them, {since}.</source>
        <translation>Ein Titel ist aufbewahrt, {since}.</translation>
    </message>
    <message>
        <source>It is put into the log; no tracker is linked to send it to.</source>
        <translation>Es kommt ins Protokoll; kein Tracker ist verknüpft, an den es gehen könnte.</translation>
    </message>
    <message>
        <source>{member}&apos;s {tracker}</source>
        <translation>{tracker} von {member}</translation>
    </message>
    <message>
        <source>Each goes with its own time to {where}. You can undo it for a day.</source>
        <translation>Jeder geht mit seiner eigenen Zeit an {where}. Einen Tag lang kannst du das rückgängig machen.</translation>
    </message>
</context>
<context>
    <name>Attempts</name>
    <message>
        <source>not finished</source>
        <translation>nicht abgeschlossen</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>did not work</source>
        <translation>hat nicht geklappt</translation>
    </message>
    <message>
        <source>stays there</source>
        <translation>bleibt dort</translation>
    </message>
    <message>
        <source>not removed</source>
        <translation>nicht entfernt</translation>
    </message>
    <message>
        <source>put off</source>
        <translation>aufgeschoben</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>nobody knows whether it arrived</source>
        <translation>unklar, ob es ankam</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>zurückgezogen</translation>
    </message>
    <message>
        <source>→ no answer</source>
        <translation>→ keine Antwort</translation>
    </message>
</context>
<context>
    <name>BackupsSection</name>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>A copy of your data is made every day, and {count} are kept. Of those that you make yourself the last {own} are kept, too.</source>
        <translation>Jeden Tag entsteht eine Kopie deiner Daten, und {count} werden behalten. Von denen, die du selbst machst, werden außerdem die letzten {own} behalten.</translation>
    </message>
    <message>
        <source>Copies of your data</source>
        <translation>Kopien deiner Daten</translation>
    </message>
    <message>
        <source>There is none yet: the first is made soon after a start.</source>
        <translation>Noch gibt es keine: Die erste wird bald nach einem Start erstellt.</translation>
    </message>
    <message>
        <source>&amp;Back up now</source>
        <translation>Jetzt &amp;sichern</translation>
    </message>
    <message>
        <source>Sa&amp;ve a copy…</source>
        <translation>&amp;Kopie speichern&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Restore…</source>
        <translation>&amp;Zurückholen&#xa0;…</translation>
    </message>
    <message>
        <source>Restore from a &amp;file…</source>
        <translation>Aus einer &amp;Datei zurückholen&#xa0;…</translation>
    </message>
    <message>
        <source>{time}, {size}</source>
        <comment>a copy of the data in the list of copies</comment>
        <translation>{time}, {size}</translation>
    </message>
    <message>
        <source>{time}, {size}, made by you</source>
        <comment>a copy in the list of copies</comment>
        <translation>{time}, {size}, von dir gemacht</translation>
    </message>
    <message>
        <source>Making a copy…</source>
        <translation>Eine Kopie wird erstellt&#xa0;…</translation>
    </message>
    <message>
        <source>A copy was made.</source>
        <translation>Eine Kopie wurde erstellt.</translation>
    </message>
    <message>
        <source>Save a copy of your data</source>
        <translation>Eine Kopie deiner Daten speichern</translation>
    </message>
    <message>
        <source>Saving a copy…</source>
        <translation>Eine Kopie wird gespeichert&#xa0;…</translation>
    </message>
    <message>
        <source>{path}: {why}.</source>
        <translation>{path}: {why}.</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>Wähle einen anderen Ort.</translation>
    </message>
    <message>
        <source>The file could not be written</source>
        <translation>Die Datei konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>A copy was saved.</source>
        <translation>Eine Kopie wurde gespeichert.</translation>
    </message>
    <message>
        <source>Choose a copy of your data</source>
        <translation>Eine Kopie deiner Daten wählen</translation>
    </message>
    <message>
        <source>Looking into the copy…</source>
        <translation>Die Kopie wird angesehen&#xa0;…</translation>
    </message>
    <message>
        <source>Copies of Scroblarr&apos;s data</source>
        <translation>Kopien der Daten von Scroblarr</translation>
    </message>
    <message>
        <source>Nothing can be put back into a simulated household.</source>
        <translation>In einen erfundenen Haushalt kann nichts zurückgeholt werden.</translation>
    </message>
    <message>
        <source>The sign-ins in a copy open only with the key of this computer. To go to another one, move there instead.</source>
        <translation>Die Anmeldungen in einer Kopie öffnet nur der Schlüssel dieses Computers. Um auf einen anderen zu wechseln, zieh stattdessen dorthin um.</translation>
    </message>
</context>
<context>
    <name>CertificateStep</name>
    <message>
        <source>Is this your Jellyfin?</source>
        <translation>Ist das dein Jellyfin?</translation>
    </message>
    <message>
        <source>To be sure, open the same address in a browser on this computer and compare the fingerprint with the one in the certificate&apos;s details there.</source>
        <translation>Um sicher zu sein, öffne dieselbe Adresse in einem Browser auf diesem Computer und vergleiche den Fingerabdruck mit dem, der dort in den Einzelheiten des Zertifikats steht.</translation>
    </message>
    <message>
        <source>Trust this certificate</source>
        <translation>Diesem Zertifikat vertrauen</translation>
    </message>
    <message>
        <source>{host} has a certificate that nobody vouches for. At home that is usual: Jellyfin or the router made it. Trusted once, Scroblarr accepts exactly this one from now on.</source>
        <translation>{host} hat ein Zertifikat, für das niemand bürgt. Zu Hause ist das üblich: Jellyfin oder der Router hat es erstellt. Vertraust du ihm einmal, nimmt Scroblarr von da an genau dieses an.</translation>
    </message>
    <message>
        <source>Before, it had another one. If nobody renewed it, somebody else may answer at this address: then do not trust it.</source>
        <translation>Vorher war es ein anderes. Hat es niemand erneuert, antwortet an dieser Adresse vielleicht jemand anderes: Dann vertraue ihm nicht.</translation>
    </message>
    <message>
        <source>It was not made for this address</source>
        <translation>Es wurde nicht für diese Adresse erstellt</translation>
    </message>
    <message>
        <source>{host} has a certificate that nobody vouches for. Trust it only if you know who made it. Scroblarr then accepts exactly this one from now on.</source>
        <translation>{host} hat ein Zertifikat, für das niemand bürgt. Vertraue ihm nur, wenn du weißt, wer es erstellt hat. Scroblarr nimmt dann von da an genau dieses an.</translation>
    </message>
    <message>
        <source>What answers at {host} shows a certificate that was made for another address: somebody else may answer in its place. Trust it only if you know it for certain. Scroblarr then accepts exactly this one from now on.</source>
        <translation>Was unter {host} antwortet, zeigt ein Zertifikat, das für eine andere Adresse erstellt wurde: Vielleicht antwortet dort jemand anderes. Vertraue ihm nur, wenn du es sicher kennst. Scroblarr nimmt dann von da an genau dieses an.</translation>
    </message>
    <message>
        <source>Asking {host}…</source>
        <translation>Frage {host}&#xa0;…</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>itself</source>
        <translation>sich selbst</translation>
    </message>
    <message>
        <source>Made for</source>
        <translation>Ausgestellt für</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>Ausgestellt von</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Gültig bis</translation>
    </message>
    <message>
        <source>SHA-256 fingerprint</source>
        <translation>SHA-256-Fingerabdruck</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>12 months</source>
        <translation>12 Monate</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>As &amp;tables</source>
        <translation>Als &amp;Tabellen</translation>
    </message>
    <message>
        <source>The same numbers to read, also for screen readers</source>
        <translation>Dieselben Zahlen zum Lesen, auch für Bildschirmleser</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>&amp;Period</source>
        <translation>&amp;Zeitraum</translation>
    </message>
    <message>
        <source>&amp;Member</source>
        <translation>&amp;Person</translation>
    </message>
</context>
<context>
    <name>ClosedWork</name>
    <message>
        <source>Scroblarr comes back by itself.</source>
        <translation>Scroblarr kommt von selbst wieder.</translation>
    </message>
</context>
<context>
    <name>CodeLetters</name>
    <message>
        <source>Code: {code}</source>
        <translation>Code: {code}</translation>
    </message>
</context>
<context>
    <name>CodePanel</name>
    <message>
        <source>QR code of the page with the code</source>
        <translation>QR-Code der Seite mit dem Code</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>Code kopieren</translation>
    </message>
    <message>
        <source>Scan this with a phone, or open this page on any device:</source>
        <translation>Scanne das mit einem Handy oder öffne diese Seite auf irgendeinem Gerät:</translation>
    </message>
    <message>
        <source>If it asks for a code:</source>
        <translation>Falls nach einem Code gefragt wird:</translation>
    </message>
</context>
<context>
    <name>ComputerNames</name>
    <message>
        <source>“{name}” is not a computer&apos;s name: no “http://”, port or path.</source>
        <translation>„{name}“ ist kein Name eines Computers: ohne „http://“, Port oder Pfad.</translation>
    </message>
    <message>
        <source>There is room for {count} names.</source>
        <translation>Es ist Platz für {count} Namen.</translation>
    </message>
</context>
<context>
    <name>ConnectionSection</name>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Set up the reports…</source>
        <translation>Meldungen einrichten&#xa0;…</translation>
    </message>
    <message>
        <source>Set up by hand: Scroblarr is not signed in to this server.</source>
        <translation>Von Hand eingerichtet: Scroblarr ist an diesem Server nicht angemeldet.</translation>
    </message>
    <message>
        <source>Signed in, it enters the address itself, keeps it up to date, and knows who watches there.</source>
        <translation>Angemeldet trägt es die Adresse selbst ein, hält sie aktuell und weiß, wer dort schaut.</translation>
    </message>
    <message>
        <source>Sign in to {kind}…</source>
        <translation>Bei {kind} anmelden&#xa0;…</translation>
    </message>
    <message>
        <source>Signed in to {kind} as {name}.</source>
        <translation>Bei {kind} als {name} angemeldet.</translation>
    </message>
    <message>
        <source>The sign-in to {kind} as {name} ended.</source>
        <translation>Die Anmeldung bei {kind} als {name} ist abgelaufen.</translation>
    </message>
    <message>
        <source>Sign in again…</source>
        <translation>Neu anmelden&#xa0;…</translation>
    </message>
    <message>
        <source>Reached at {url}.</source>
        <translation>Erreicht unter {url}.</translation>
    </message>
    <message>
        <source>Checked {when}.</source>
        <translation>Geprüft {when}.</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft&#xa0;…</translation>
    </message>
</context>
<context>
    <name>CopyButton</name>
    <message>
        <source>Copy webhook address</source>
        <translation>Webhook-Adresse kopieren</translation>
    </message>
    <message>
        <source>For {server}</source>
        <translation>Für {server}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>Countdown</name>
    <message>
        <source>Time left</source>
        <translation>Verbleibende Zeit</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} min {seconds} s</translation>
    </message>
    <message>
        <source>The code lasts {left} more.</source>
        <translation>Der Code gilt noch {left}.</translation>
    </message>
</context>
<context>
    <name>CrashBar</name>
    <message>
        <source>Look at it</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Save for sending…</source>
        <translation>Zum Senden speichern&#xa0;…</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Scroblarr stopped unexpectedly last time. Nothing watched is lost.</source>
        <translation>Scroblarr hat letztes Mal unerwartet aufgehört. Nichts, was gesehen wurde, ist verloren.</translation>
    </message>
    <message>
        <source>Something went wrong inside Scroblarr last time, and it went on.</source>
        <translation>In Scroblarr ist letztes Mal etwas schiefgegangen, und es hat weitergemacht.</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>A report of what broke</source>
        <translation>Ein Bericht darüber, was kaputtging</translation>
    </message>
    <message>
        <source>The report</source>
        <translation>Der Bericht</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Save for sending…</source>
        <translation>Zum Senden &amp;speichern&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Dismiss</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>It happened {when}. This is for whoever works on Scroblarr; it stays on this computer unless you send it yourself. Nothing that was watched is lost by it.</source>
        <translation>Zeitpunkt: {when}. Das hier ist für alle, die an Scroblarr arbeiten; es bleibt auf diesem Computer, solange du es nicht selbst sendest. Nichts, was gesehen wurde, ist dadurch verloren.</translation>
    </message>
    <message>
        <source>Scroblarr stopped unexpectedly</source>
        <translation>Scroblarr hat unerwartet aufgehört</translation>
    </message>
    <message>
        <source>Scroblarr stumbled, and went on</source>
        <translation>Scroblarr ist gestolpert und hat weitergemacht</translation>
    </message>
</context>
<context>
    <name>DayEdit</name>
    <message>
        <source>{name}: any day</source>
        <translation>{name}: irgendein Tag</translation>
    </message>
</context>
<context>
    <name>DaysField</name>
    <message>
        <source> days</source>
        <translation> Tage</translation>
    </message>
</context>
<context>
    <name>DefaultsSection</name>
    <message>
        <source>New members and accounts</source>
        <translation>Neue Personen und Konten</translation>
    </message>
    <message>
        <source>What they begin with. You can change it for each of them afterwards.</source>
        <translation>Womit sie anfangen. Du kannst es danach für jede Person und jedes Konto ändern.</translation>
    </message>
    <message>
        <source>Count what is marked as watched by &amp;hand</source>
        <translation>Zählen, was von &amp;Hand als gesehen markiert wird</translation>
    </message>
    <message>
        <source>Show what is &amp;playing and keep the place</source>
        <translation>Zeigen, was gerade &amp;läuft, und die Stelle merken</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen&#xa0;…</translation>
    </message>
    <message>
        <source>as the media server says</source>
        <translation>wie der Medienserver sagt</translation>
    </message>
    <message>
        <source>from {percent} % on</source>
        <translation>ab {percent}&#xa0;%</translation>
    </message>
    <message>
        <source>as suits each tracker</source>
        <translation>wie es zum Tracker passt</translation>
    </message>
    <message>
        <source>are sent</source>
        <translation>werden gesendet</translation>
    </message>
    <message>
        <source>are not sent</source>
        <translation>werden nicht gesendet</translation>
    </message>
    <message>
        <source>A watch &amp;counts</source>
        <translation>Gesehen &amp;zählt</translation>
    </message>
    <message>
        <source>Films seen a&amp;gain</source>
        <translation>Noch einmal gesehene &amp;Filme</translation>
    </message>
    <message>
        <source>&amp;Episodes seen again</source>
        <translation>Noch einmal gesehene Fol&amp;gen</translation>
    </message>
    <message>
        <source>Also people who may see the profile at the tracker see it then.</source>
        <translation>Auch wer das Profil beim Tracker sehen darf, sieht es dann.</translation>
    </message>
    <message>
        <source>&amp;Libraries that count</source>
        <translation>&amp;Bibliotheken, die zählen</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>A simulated household</source>
        <translation>Ein erfundener Haushalt</translation>
    </message>
</context>
<context>
    <name>DestinationCard</name>
    <message>
        <source>{state}: {name}</source>
        <translation>{state}: {name}</translation>
    </message>
</context>
<context>
    <name>DetailsPane</name>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>{count} watches are chosen.</source>
        <translation>{count} Einträge sind ausgewählt.</translation>
    </message>
    <message>
        <source>Choose a watch to see where it went.</source>
        <translation>Wähle einen Eintrag, um zu sehen, wohin er ging.</translation>
    </message>
    <message>
        <source>Ids: {ids}</source>
        <translation>Kennungen: {ids}</translation>
    </message>
    <message>
        <source>What the media server sent</source>
        <translation>Was der Medienserver gesendet hat</translation>
    </message>
    <message>
        <source>Kept here only: it was not sent anywhere.</source>
        <translation>Nur hier aufbewahrt: Es wurde nirgendwohin gesendet.</translation>
    </message>
    <message>
        <source>{member} had no linked tracker account then.</source>
        <translation>{member} hatte damals kein verknüpftes Konto bei einem Tracker.</translation>
    </message>
    <message>
        <source>{member} has no linked tracker account.</source>
        <translation>{member} hat kein verknüpftes Konto bei einem Tracker.</translation>
    </message>
    <message>
        <source>Ids of the show: {ids}</source>
        <translation>Kennungen der Serie: {ids}</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Jemand</translation>
    </message>
    <message>
        <source>a media server</source>
        <translation>einem Medienserver</translation>
    </message>
    <message>
        <source>{who} on {server}</source>
        <translation>{who} auf {server}</translation>
    </message>
    <message>
        <source>Marked as watched by hand.</source>
        <translation>Von Hand als gesehen markiert.</translation>
    </message>
    <message>
        <source>Read from the play history of {server}.</source>
        <translation>Aus dem Verlauf von {server} gelesen.</translation>
    </message>
    <message>
        <source>Read from the play history of {server} on {when}.</source>
        <translation>Aus dem Verlauf von {server} gelesen {when}.</translation>
    </message>
    <message>
        <source>Reported by {server} on {when}.</source>
        <translation>Von {server} gemeldet {when}.</translation>
    </message>
    <message>
        <source>Reported by {server}.</source>
        <translation>Von {server} gemeldet.</translation>
    </message>
    <message>
        <source>Somebody else…</source>
        <translation>Jemand anderes&#xa0;…</translation>
    </message>
    <message>
        <source>It was somebody else</source>
        <translation>Es war jemand anderes</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>What else can be done</source>
        <translation>Was sich sonst noch tun lässt</translation>
    </message>
    <message>
        <source>Tries: {count}</source>
        <translation>Versuche: {count}</translation>
    </message>
    <message>
        <source>Send it anyway</source>
        <translation>Trotzdem senden</translation>
    </message>
    <message>
        <source>Try again now</source>
        <translation>Jetzt noch einmal</translation>
    </message>
    <message>
        <source>Another title…</source>
        <translation>Anderer Titel&#xa0;…</translation>
    </message>
    <message>
        <source>Leave it there</source>
        <translation>Dort lassen</translation>
    </message>
    <message>
        <source>Do not send</source>
        <translation>Nicht senden</translation>
    </message>
</context>
<context>
    <name>DiagnosticDialog</name>
    <message>
        <source>Save a diagnostic file</source>
        <translation>Eine Diagnosedatei speichern</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Where the file is</source>
        <translation>Wo die Datei liegt</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Speichern&#xa0;…</translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation>Im &amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>{path}: {why}.</source>
        <translation>{path}: {why}.</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>Wähle einen anderen Ort.</translation>
    </message>
    <message>
        <source>The file could not be written</source>
        <translation>Die Datei konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The file is there. Look through it before you send it.</source>
        <translation>Die Datei ist da. Sieh sie durch, bevor du sie sendest.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>A file for whoever helps you</source>
        <translation>Eine Datei für alle, die dir helfen</translation>
    </message>
    <message>
        <source>Nothing is sent: the file is put where you say. It is a ZIP file with plain text in it.</source>
        <translation>Es wird nichts gesendet: Die Datei kommt dorthin, wo du willst. Es ist eine ZIP-Datei mit einfachem Text darin.</translation>
    </message>
    <message>
        <source>What is in it</source>
        <translation>Was darin steht</translation>
    </message>
    <message>
        <source>What is not in it</source>
        <translation>Was nicht darin steht</translation>
    </message>
    <message>
        <source>Where one of them stood in the log it says [hidden].</source>
        <translation>Wo eines davon im Protokoll stand, steht [hidden].</translation>
    </message>
    <message>
        <source>Scroblarr&apos;s own log, and reports of what broke</source>
        <translation>Scroblarrs eigenes Protokoll und Berichte darüber, was kaputtging</translation>
    </message>
    <message>
        <source>versions of Scroblarr, of its parts and of your system</source>
        <translation>Versionen von Scroblarr, seinen Teilen und deinem System</translation>
    </message>
    <message>
        <source>how your accounts and media servers are doing, by number</source>
        <translation>wie es deinen Konten und Medienservern geht, mit Nummern</translation>
    </message>
    <message>
        <source>how much there is in the database, in numbers</source>
        <translation>wie viel in der Datenbank steht, in Zahlen</translation>
    </message>
    <message>
        <source>the settings that say nothing about you</source>
        <translation>die Einstellungen, die nichts über dich sagen</translation>
    </message>
    <message>
        <source>names of people, accounts, servers and computers</source>
        <translation>Namen von Personen, Konten, Servern und Computern</translation>
    </message>
    <message>
        <source>what anybody watched</source>
        <translation>was irgendjemand gesehen hat</translation>
    </message>
    <message>
        <source>passwords, sign-ins, keys and webhook addresses</source>
        <translation>Passwörter, Anmeldungen, Schlüssel und Webhook-Adressen</translation>
    </message>
</context>
<context>
    <name>Doing</name>
    <message>
        <source>Trying again.</source>
        <translation>Wird noch einmal versucht.</translation>
    </message>
    <message>
        <source>It is not sent.</source>
        <translation>Es wird nicht gesendet.</translation>
    </message>
    <message>
        <source>{what} is {names}&apos;s now.</source>
        <translation>{what} gehört jetzt {names}.</translation>
    </message>
    <message>
        <source>{what} are {names}&apos;s now.</source>
        <translation>{what} gehören jetzt {names}.</translation>
    </message>
    <message>
        <source>Moved back.</source>
        <translation>Zurückgegeben.</translation>
    </message>
    <message>
        <source>{tracker} gets it as “{title}” now.</source>
        <translation>{tracker} bekommt es jetzt als „{title}“.</translation>
    </message>
    <message>
        <source>{what} is undone.</source>
        <translation>{what} ist rückgängig gemacht.</translation>
    </message>
    <message>
        <source>{what} are undone.</source>
        <translation>{what} sind rückgängig gemacht.</translation>
    </message>
    <message>
        <source>Undo {what}?</source>
        <translation>{what} rückgängig machen?</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>It leaves the log and does not come back. What was delivered stays at the trackers; to remove it there, undo the watch instead.</source>
        <translation>Es verschwindet aus dem Protokoll und kommt nicht zurück. Was angekommen ist, bleibt bei den Trackern; um es auch dort zu entfernen, mach es stattdessen rückgängig.</translation>
    </message>
    <message>
        <source>{what} is deleted.</source>
        <translation>{what} ist gelöscht.</translation>
    </message>
    <message>
        <source>{what} are deleted.</source>
        <translation>{what} sind gelöscht.</translation>
    </message>
    <message>
        <source>Delete {what}?</source>
        <translation>{what} löschen?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Not sent any more.</source>
        <translation>Wird nicht mehr gesendet.</translation>
    </message>
    <message>
        <source>What {member} watches of it stays in the log and is not sent. What was delivered stays. You find this rule at the member.</source>
        <translation>Was {member} davon sieht, bleibt im Protokoll und wird nicht gesendet. Was angekommen ist, bleibt. Du findest diese Regel bei der Person.</translation>
    </message>
    <message>
        <source>Never send {what}?</source>
        <translation>{what} nie senden?</translation>
    </message>
    <message>
        <source>Never send it</source>
        <translation>Nie senden</translation>
    </message>
    <message>
        <source>Nothing that {member} watches from there counts from now on. You can change this at the member.</source>
        <translation>Nichts, was {member} von dort sieht, zählt von jetzt an. Du kannst das bei der Person ändern.</translation>
    </message>
    <message>
        <source>Never send anything of this library?</source>
        <translation>Nie etwas aus dieser Bibliothek senden?</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>{count} watches</source>
        <translation>{count} Einträge</translation>
    </message>
    <message>
        <source>They leave the log.</source>
        <translation>Sie verschwinden aus dem Protokoll.</translation>
    </message>
    <message>
        <source>It leaves the log.</source>
        <translation>Es verschwindet aus dem Protokoll.</translation>
    </message>
    <message>
        <source>What Scroblarr sent to {trackers} is removed there.</source>
        <translation>Was Scroblarr an {trackers} gesendet hat, wird dort entfernt.</translation>
    </message>
    <message>
        <source>{trackers} cannot take it back: remove it there by hand.</source>
        <translation>{trackers} kann es nicht zurücknehmen: Entferne es dort von Hand.</translation>
    </message>
    <message>
        <source>The media server still counts it as watched. Watching it again counts as always.</source>
        <translation>Auf dem Medienserver gilt es weiter als gesehen. Es noch einmal zu sehen zählt wie immer.</translation>
    </message>
</context>
<context>
    <name>EarlierOffer</name>
    <message>
        <source>Watched</source>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>What was watched before</source>
        <translation>Was vorher gesehen wurde</translation>
    </message>
    <message>
        <source>Keep them here only</source>
        <translation>Nur hier behalten</translation>
    </message>
    <message>
        <source>{member} watched before this was linked</source>
        <translation>{member} hat schon vor dem Verknüpfen etwas gesehen</translation>
    </message>
    <message>
        <source>The newest {count} are listed.</source>
        <translation>Die neuesten {count} sind aufgeführt.</translation>
    </message>
    <message>
        <source>Nothing of that is sent unless you say so.</source>
        <translation>Nichts davon wird gesendet, solange du es nicht sagst.</translation>
    </message>
    <message>
        <source>Each is sent with the time at which it was watched.</source>
        <translation>Jeder Titel wird mit der Zeit gesendet, zu der er gesehen wurde.</translation>
    </message>
    <message>
        <source>{tracker} takes no dates: all of it would stand there as watched on the day it is sent.</source>
        <translation>{tracker} nimmt kein Datum an: Alles stünde dort so, als wäre es am Tag des Sendens gesehen worden.</translation>
    </message>
    <message>
        <source>Nothing was watched since that day.</source>
        <translation>Seit diesem Tag wurde nichts gesehen.</translation>
    </message>
    <message>
        <source>Send the one watch</source>
        <translation>Den einen Titel senden</translation>
    </message>
    <message>
        <source>Send the {count} watches</source>
        <translation>Die {count} Titel senden</translation>
    </message>
    <message>
        <source>{count} watches are on their way. The log shows how it goes.</source>
        <translation>{count} Titel sind unterwegs. Das Protokoll zeigt, wie es läuft.</translation>
    </message>
    <message>
        <source>One watch is on its way. The log shows how it goes.</source>
        <translation>Ein Titel ist unterwegs. Das Protokoll zeigt, wie es läuft.</translation>
    </message>
    <message>
        <source>It stays in the log here and is not sent.</source>
        <translation>Es bleibt hier im Protokoll und wird nicht gesendet.</translation>
    </message>
    <message>
        <source>Watched &amp;since</source>
        <translation>Gesehen &amp;seit</translation>
    </message>
    <message>
        <source>What is older than that day stays here only. You may also decide later.</source>
        <translation>Was älter ist als dieser Tag, bleibt nur hier. Du kannst dich auch später entscheiden.</translation>
    </message>
</context>
<context>
    <name>EmptyLog</name>
    <message>
        <source>Nothing matches</source>
        <translation>Nichts passt</translation>
    </message>
    <message>
        <source>No watch in the log fits your search and filters.</source>
        <translation>Nichts im Protokoll passt zu deiner Suche und deinen Filtern.</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Where do you watch?</source>
        <translation>Wo schaust du?</translation>
    </message>
    <message>
        <source>Sign in to your media server. From then on it tells Scroblarr whenever somebody has finished a film or an episode.</source>
        <translation>Melde dich bei deinem Medienserver an. Von da an erfährt Scroblarr, sobald jemand einen Film oder eine Folge zu Ende gesehen hat.</translation>
    </message>
    <message>
        <source>Nothing is in the log yet</source>
        <translation>Noch steht nichts im Protokoll</translation>
    </message>
    <message>
        <source>Something was watched and waits for your answer above.</source>
        <translation>Etwas wurde gesehen und wartet oben auf deine Antwort.</translation>
    </message>
    <message>
        <source>Waiting for the first watch</source>
        <translation>Warten auf den ersten Eintrag</translation>
    </message>
    <message>
        <source>Watch a film or an episode to its end: it appears here soon after.</source>
        <translation>Sieh einen Film oder eine Folge zu Ende: Kurz danach erscheint sie hier.</translation>
    </message>
    <message>
        <source>{servers} has reported nothing so far.</source>
        <translation>{servers} hat bisher nichts gemeldet.</translation>
    </message>
    <message>
        <source>{servers} have reported nothing so far.</source>
        <translation>{servers} haben bisher nichts gemeldet.</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>See why</source>
        <translation>Grund ansehen</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export the log</source>
        <translation>Protokoll exportieren</translation>
    </message>
    <message>
        <source>A table for spreadsheets (CSV)</source>
        <translation>Eine Tabelle für Tabellenprogramme (CSV)</translation>
    </message>
    <message>
        <source>Everything, for programs (JSON)</source>
        <translation>Alles, für Programme (JSON)</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen&#xa0;…</translation>
    </message>
    <message>
        <source>{path}: {why}.</source>
        <translation>{path}: {why}.</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>Wähle einen anderen Ort.</translation>
    </message>
    <message>
        <source>The file could not be written</source>
        <translation>Die Datei konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>{count} watches were written.</source>
        <translation>{count} Einträge wurden geschrieben.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Watched</source>
        <comment>name of a file</comment>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>Times are in UTC: {example} is {time} here.</source>
        <translation>Zeiten sind in UTC: {example} ist hier {time}.</translation>
    </message>
    <message>
        <source>What the filters leave: {count} watches, sorted as they are now.</source>
        <translation>Was die Filter übrig lassen: {count} Einträge, so sortiert wie jetzt.</translation>
    </message>
    <message>
        <source>It holds what was watched and by whom, and no sign-in or key.</source>
        <translation>Darin steht, was von wem gesehen wurde, aber keine Anmeldung und kein Schlüssel.</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Needs attention</source>
        <translation>Zu erledigen</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 Tage</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Ab</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Every server</source>
        <translation>Alle Server</translation>
    </message>
    <message>
        <source>Search titles</source>
        <translation>Titel suchen</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Tracker</source>
        <translation>Tracker</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Films or episodes</source>
        <translation>Filme oder Folgen</translation>
    </message>
    <message>
        <source>Every tracker</source>
        <translation>Alle Tracker</translation>
    </message>
    <message>
        <source>Every state</source>
        <translation>Jeder Stand</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>Filme</translation>
    </message>
    <message>
        <source>Episodes</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Films and episodes</source>
        <translation>Filme und Folgen</translation>
    </message>
</context>
<context>
    <name>ForeignServers</name>
    <message>
        <source>Other media servers ({count})</source>
        <translation>Andere Medienserver ({count})</translation>
    </message>
    <message>
        <source>Not yours, or not connected: their events came along with yours.</source>
        <translation>Nicht deine oder nicht verbunden: Ihre Meldungen kamen zusammen mit deinen.</translation>
    </message>
    <message>
        <source>Muted: {count} events were counted and not kept.</source>
        <translation>Stummgeschaltet: {count} Meldungen wurden gezählt und nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>Nothing came from it lately.</source>
        <translation>In letzter Zeit kam nichts von dort.</translation>
    </message>
    <message>
        <source>Last event {when}</source>
        <translation>Letzte Meldung {when}</translation>
    </message>
    <message>
        <source>This is ours</source>
        <translation>Das ist unserer</translation>
    </message>
    <message>
        <source>{server} is ours</source>
        <translation>{server} ist unserer</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Stummschaltung aufheben</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stummschalten</translation>
    </message>
</context>
<context>
    <name>GiveDialog</name>
    <message>
        <source>Who watched it?</source>
        <translation>Wer hat es gesehen?</translation>
    </message>
    <message>
        <source>Several people…</source>
        <translation>Mehrere Personen&#xa0;…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>It was {name}</source>
        <translation>Es war {name}</translation>
    </message>
    <message>
        <source>{count} watches</source>
        <translation>{count} Einträge</translation>
    </message>
    <message>
        <source>It is sent to whom you choose, and taken back ({trackers}) from others.</source>
        <translation>Es geht an die, die du auswählst, und wird bei anderen zurückgenommen ({trackers}).</translation>
    </message>
    <message>
        <source>{trackers} cannot take it back: remove it there by hand.</source>
        <translation>{trackers} kann es nicht zurücknehmen: Entferne es dort von Hand.</translation>
    </message>
    <message>
        <source>has it now</source>
        <translation>hat es jetzt</translation>
    </message>
    <message>
        <source>no linked tracker: kept here only</source>
        <translation>kein Tracker verknüpft: nur hier aufbewahrt</translation>
    </message>
    <message>
        <source>goes to {trackers}</source>
        <translation>geht an {trackers}</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Listen there from now on. Other media servers than those that you signed in to have to be given the new address.</source>
        <translation>Von jetzt an dort erreichbar sein. Andere Medienserver als die, bei denen du dich angemeldet hast, brauchen dann die neue Adresse.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Use port {port}</source>
        <translation>Port {port} verwenden</translation>
    </message>
    <message>
        <source>Not listening</source>
        <translation>Nicht erreichbar</translation>
    </message>
    <message>
        <source>Listening in the home network, port {port}</source>
        <translation>Im Heimnetz erreichbar, Port {port}</translation>
    </message>
    <message>
        <source>Listening on {address}</source>
        <translation>Erreichbar unter {address}</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Try again now what waits</source>
        <translation>Jetzt noch einmal versuchen, was wartet</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>HelpSection</name>
    <message>
        <source>When something is wrong</source>
        <translation>Wenn etwas nicht stimmt</translation>
    </message>
    <message>
        <source>For you, and for whoever helps you. Nothing is sent by itself.</source>
        <translation>Für dich und für alle, die dir helfen. Nichts wird von selbst gesendet.</translation>
    </message>
    <message>
        <source>Show the &amp;log…</source>
        <translation>&amp;Protokoll zeigen&#xa0;…</translation>
    </message>
    <message>
        <source>Save a &amp;diagnostic file…</source>
        <translation>&amp;Diagnosedatei speichern&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Begin</source>
        <translation>&amp;Beginnen</translation>
    </message>
    <message>
        <source>&amp;End now</source>
        <translation>Jetzt &amp;beenden</translation>
    </message>
    <message>
        <source>Loo&amp;k at the last one…</source>
        <translation>Den letzten &amp;ansehen&#xa0;…</translation>
    </message>
    <message>
        <source>More is written down for {minutes} more minutes.</source>
        <translation>Noch {minutes} Minuten lang wird mehr aufgeschrieben.</translation>
    </message>
    <message>
        <source>More is written down for {hours} more hours.</source>
        <translation>Noch {hours} Stunden lang wird mehr aufgeschrieben.</translation>
    </message>
    <message>
        <source>The last report of what broke is of {when}.</source>
        <translation>Letzter Bericht über etwas Kaputtes: {when}.</translation>
    </message>
    <message>
        <source>Nothing has broken so far.</source>
        <translation>Bisher ist nichts kaputtgegangen.</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 Stunde</translation>
    </message>
    <message>
        <source>8 hours</source>
        <translation>8 Stunden</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>Scroblarr&apos;s own log</source>
        <translation>Scroblarrs eigenes Protokoll</translation>
    </message>
    <message>
        <source>&amp;Write down more for</source>
        <translation>&amp;Mehr aufschreiben für</translation>
    </message>
    <message>
        <source>Each step of the work, for support: still with numbers in place of names and titles. It ends by itself.</source>
        <translation>Jeden Schritt, als Hilfe beim Suchen: auch dann mit Nummern statt Namen und Titeln. Es endet von selbst.</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
</context>
<context>
    <name>HouseholdPage</name>
    <message>
        <source>Household</source>
        <translation>Haushalt</translation>
    </message>
    <message>
        <source>Who watches, and whose accounts get to know of it.</source>
        <translation>Wer schaut und welche Konten davon erfahren.</translation>
    </message>
    <message>
        <source>Your media server has not told of anybody yet. Let everybody play something for five seconds: they appear here, and you say who it was.</source>
        <translation>Dein Medienserver hat noch niemanden gemeldet. Jeder spielt einmal fünf Sekunden lang etwas ab, erscheint dann hier, und du sagst, wer es war.</translation>
    </message>
    <message>
        <source>Add a member</source>
        <translation>Person hinzufügen</translation>
    </message>
    <message>
        <source>Ignore {viewer}?</source>
        <translation>{viewer} ignorieren?</translation>
    </message>
    <message>
        <source>What they watch is no longer kept. What is kept already comes back if you give them to somebody later.</source>
        <translation>Was dieses Profil sieht, wird nicht mehr aufbewahrt. Was schon aufbewahrt ist, kommt zurück, wenn du es später jemandem gibst.</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Ignorieren</translation>
    </message>
    <message>
        <source>Nobody is in the household yet</source>
        <translation>Noch ist niemand im Haushalt</translation>
    </message>
    <message>
        <source>Choose from the people of your media server, or add one by name.</source>
        <translation>Wähle unter den Leuten deines Medienservers oder füge jemanden mit Namen hinzu.</translation>
    </message>
    <message>
        <source>Choose people of {server}</source>
        <translation>Leute von {server} wählen</translation>
    </message>
    <message>
        <source>Connect the media server first: it knows who watches there.</source>
        <translation>Verbinde zuerst den Medienserver: Er weiß, wer dort schaut.</translation>
    </message>
    <message>
        <source>Connect a media server</source>
        <translation>Einen Medienserver verbinden</translation>
    </message>
    <message>
        <source>From the people of {name}</source>
        <translation>Von den Leuten auf {name}</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Mit Namen</translation>
    </message>
    <message>
        <source>What is the name?</source>
        <translation>Wie heißt die Person?</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>{viewer} was given to {members} {when}.</source>
        <translation>{viewer} wurde {when} {members} zugeordnet.</translation>
    </message>
    <message>
        <source>Undo who {viewer} is?</source>
        <translation>Zurücknehmen, wer {viewer} ist?</translation>
    </message>
    <message>
        <source>It is unknown again who {viewer} is. What was sent is taken back where the tracker can do that; the log says so where it cannot.</source>
        <translation>Dann ist wieder unbekannt, wer {viewer} ist. Was gesendet wurde, wird zurückgenommen, wo der Tracker das kann; wo nicht, steht es im Protokoll.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Ignore everyone else?</source>
        <translation>Alle anderen ignorieren?</translation>
    </message>
    <message>
        <source>What these people watch is no longer kept. Nobody asks about them any more.</source>
        <translation>Was diese Leute sehen, wird nicht mehr aufbewahrt. Niemand fragt mehr nach ihnen.</translation>
    </message>
    <message>
        <source>Ignore them</source>
        <translation>Alle ignorieren</translation>
    </message>
</context>
<context>
    <name>InviteDialog</name>
    <message>
        <source>Open in a browser, last used {when}</source>
        <translation>In einem Browser geöffnet, zuletzt benutzt {when}</translation>
    </message>
    <message>
        <source>Open on {device}, last used {when}</source>
        <translation>Auf {device} geöffnet, zuletzt benutzt {when}</translation>
    </message>
    <message>
        <source>QR code of the invitation</source>
        <translation>QR-Code der Einladung</translation>
    </message>
    <message>
        <source>Address of the invitation</source>
        <translation>Adresse der Einladung</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Add a device</source>
        <translation>Gerät hinzufügen</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Zurückziehen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>{member}&apos;s own page</source>
        <translation>Eigene Seite von {member}</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Phones cannot reach this computer yet</source>
        <translation>Handys erreichen diesen Computer noch nicht</translation>
    </message>
    <message>
        <source>{member}&apos;s page is for phones at home, and the home network may not call this computer so far.</source>
        <translation>Die Seite von {member} ist für Handys zu Hause, und das Heimnetz darf diesen Computer bisher nicht aufrufen.</translation>
    </message>
    <message>
        <source>Allow the home network…</source>
        <translation>Heimnetz erlauben&#xa0;…</translation>
    </message>
    <message>
        <source>{member} came in.</source>
        <translation>{member} ist hereingekommen.</translation>
    </message>
    <message>
        <source>No invitation is open.</source>
        <translation>Keine Einladung ist offen.</translation>
    </message>
    <message>
        <source>Let {member} scan this with the phone, or send the address. It works once, at home, until {when}. Whoever opens it first is {member}.</source>
        <translation>Lass {member} das mit dem Handy scannen oder schick die Adresse. Sie gilt einmal, zu Hause, bis {when}. Wer sie zuerst öffnet, ist {member}.</translation>
    </message>
    <message>
        <source>{member} was invited and has not come yet; the invitation is good until {when}. Its address is kept nowhere: to see one, make a new one.</source>
        <translation>{member} ist eingeladen und war noch nicht da; die Einladung gilt bis {when}. Ihre Adresse wird nirgends aufbewahrt: Um eine zu sehen, erstelle eine neue.</translation>
    </message>
    <message>
        <source>This computer is in no network right now. Once it is, make a new address: this one leads nowhere.</source>
        <translation>Dieser Computer ist gerade in keinem Netzwerk. Sobald er in einem ist, erstelle eine neue Adresse: Diese führt nirgendwohin.</translation>
    </message>
    <message>
        <source>Start afresh…</source>
        <translation>Neu beginnen&#xa0;…</translation>
    </message>
    <message>
        <source>New address</source>
        <translation>Neue Adresse</translation>
    </message>
    <message>
        <source>Start afresh?</source>
        <translation>Neu beginnen?</translation>
    </message>
    <message>
        <source>The page is closed wherever it is open now, and there is a new address.</source>
        <translation>Die Seite wird überall geschlossen, wo sie jetzt offen ist, und es gibt eine neue Adresse.</translation>
    </message>
    <message>
        <source>Start afresh</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Revoke the invitation?</source>
        <translation>Einladung zurückziehen?</translation>
    </message>
    <message>
        <source>The address ends, and the page is closed wherever it is open now.</source>
        <translation>Die Adresse gilt nicht mehr, und die Seite wird überall geschlossen, wo sie jetzt offen ist.</translation>
    </message>
    <message>
        <source>What was watched and where it went, trackers, a pause: for the phone, and nothing about anybody else.</source>
        <translation>Was gesehen wurde und wohin es ging, Tracker, eine Pause: fürs Handy, und nichts über andere.</translation>
    </message>
</context>
<context>
    <name>Jellyfin</name>
    <message>
        <source>Without it Scroblarr reads every three minutes what was watched: it arrives a few minutes late, and what is playing now is not shown.</source>
        <translation>Ohne das Plugin liest Scroblarr alle drei Minuten, was gesehen wurde: Es kommt ein paar Minuten später an, und was gerade läuft, wird nicht gezeigt.</translation>
    </message>
    <message>
        <source>Jellyfin needs a plugin to report</source>
        <translation>Jellyfin braucht ein Plugin, um zu melden</translation>
    </message>
    <message>
        <source>Jellyfin&apos;s own plugin “Webhook” tells other programs what is watched. It is not installed there yet. Jellyfin downloads it from its catalog.</source>
        <translation>Jellyfins eigenes Plugin „Webhook“ sagt anderen Programmen, was gesehen wird. Es ist dort noch nicht installiert. Jellyfin lädt es aus seinem Katalog.</translation>
    </message>
    <message>
        <source>The plugin is switched off</source>
        <translation>Das Plugin ist ausgeschaltet</translation>
    </message>
    <message>
        <source>Jellyfin&apos;s plugin “Webhook” is installed, but somebody switched it off.</source>
        <translation>Jellyfins Plugin „Webhook“ ist installiert, aber jemand hat es ausgeschaltet.</translation>
    </message>
    <message>
        <source>The plugin does not run</source>
        <translation>Das Plugin läuft nicht</translation>
    </message>
    <message>
        <source>Jellyfin&apos;s plugin “Webhook” is installed, but does not run on this version of Jellyfin.</source>
        <translation>Jellyfins Plugin „Webhook“ ist installiert, läuft aber mit dieser Version von Jellyfin nicht.</translation>
    </message>
    <message>
        <source>Update it in Jellyfin: Dashboard, Plugins. Then try again.</source>
        <translation>Aktualisiere es in Jellyfin: Dashboard, Plugins. Dann versuch es noch einmal.</translation>
    </message>
    <message>
        <source>Jellyfin has to be restarted</source>
        <translation>Jellyfin muss neu starten</translation>
    </message>
    <message>
        <source>The plugin “Webhook” starts with Jellyfin. That takes a minute or two.</source>
        <translation>Das Plugin „Webhook“ startet mit Jellyfin. Das dauert ein, zwei Minuten.</translation>
    </message>
    <message>
        <source>Whoever watches meanwhile is interrupted.</source>
        <translation>Wer währenddessen schaut, wird unterbrochen.</translation>
    </message>
    <message>
        <source>Nobody is watching right now.</source>
        <translation>Gerade schaut niemand.</translation>
    </message>
    <message>
        <source>{who} is watching “{what}” and would be interrupted.</source>
        <translation>{who} schaut „{what}“ und würde unterbrochen.</translation>
    </message>
    <message>
        <source>Jellyfin is asked to restart…</source>
        <translation>Jellyfin wird um einen Neustart gebeten&#xa0;…</translation>
    </message>
    <message>
        <source>Jellyfin restarts. Waiting until it is back…</source>
        <translation>Jellyfin startet neu. Warte, bis es wieder da ist&#xa0;…</translation>
    </message>
    <message>
        <source>Jellyfin is back. Telling it the address…</source>
        <translation>Jellyfin ist wieder da. Teile ihm die Adresse mit&#xa0;…</translation>
    </message>
    <message>
        <source>Jellyfin tells {tracker} already</source>
        <translation>Jellyfin sagt {tracker} schon Bescheid</translation>
    </message>
    <message>
        <source>Jellyfin&apos;s own plugin “{tracker}” sends what {people} watches. Each watch would arrive twice.</source>
        <translation>Jellyfins eigenes Plugin „{tracker}“ sendet, was {people} sieht. Alles käme doppelt an.</translation>
    </message>
    <message>
        <source>Jellyfin&apos;s own plugin “{tracker}” sends what {people} watch. Each watch would arrive twice.</source>
        <translation>Jellyfins eigenes Plugin „{tracker}“ sendet, was {people} sehen. Alles käme doppelt an.</translation>
    </message>
    <message>
        <source>Another Scroblarr is set up there, too</source>
        <translation>Dort ist noch ein Scroblarr eingerichtet</translation>
    </message>
    <message>
        <source>Jellyfin also reports to {names}. If both have the same tracker accounts linked, each watch may arrive twice.</source>
        <translation>Jellyfin meldet auch an {names}. Sind bei beiden dieselben Konten verknüpft, kommt vielleicht alles doppelt an.</translation>
    </message>
    <message>
        <source>It was left as it is. Remove it in Jellyfin where it is not needed any more: Dashboard, Plugins, Webhook.</source>
        <translation>Es wurde gelassen, wie es ist. Entferne es in Jellyfin, wo es nicht mehr gebraucht wird: Dashboard, Plugins, Webhook.</translation>
    </message>
    <message>
        <source>{name} runs on this computer and calls {address}.</source>
        <translation>{name} läuft auf diesem Computer und ruft {address} auf.</translation>
    </message>
    <message>
        <source>{name} runs in Docker on this computer and calls {address}.</source>
        <translation>{name} läuft in Docker auf diesem Computer und ruft {address} auf.</translation>
    </message>
    <message>
        <source>{name} runs on another computer and calls {address}.</source>
        <translation>{name} läuft auf einem anderen Computer und ruft {address} auf.</translation>
    </message>
    <message>
        <source>Left out, because disabled in Jellyfin: {names}.</source>
        <translation>Ausgelassen, weil in Jellyfin deaktiviert: {names}.</translation>
    </message>
    <message>
        <source>Hidden on its sign-in page: {names}.</source>
        <translation>Auf der Anmeldeseite dort verborgen: {names}.</translation>
    </message>
</context>
<context>
    <name>JellyfinDialog</name>
    <message>
        <source>Signed in again as {account}.</source>
        <translation>Wieder als {account} angemeldet.</translation>
    </message>
    <message>
        <source>Connect Jellyfin</source>
        <translation>Jellyfin verbinden</translation>
    </message>
</context>
<context>
    <name>KeepingSection</name>
    <message>
        <source>What is kept</source>
        <translation>Was aufbewahrt wird</translation>
    </message>
    <message>
        <source>Watches stay in the log for ever. Beside them lies what media servers sent.</source>
        <translation>Was gesehen wurde, bleibt für immer im Protokoll. Daneben liegt, was Medienserver gesendet haben.</translation>
    </message>
    <message>
        <source>Keep the &amp;raw webhooks for</source>
        <translation>Die &amp;rohen Webhooks aufbewahren für</translation>
    </message>
    <message>
        <source>They help to find out why something was not understood. What still waits for somebody is kept in any case.</source>
        <translation>Sie helfen herauszufinden, warum etwas nicht verstanden wurde. Was noch auf jemanden wartet, bleibt in jedem Fall.</translation>
    </message>
</context>
<context>
    <name>KeptLine</name>
    <message>
        <source>{why} It stays as it was.</source>
        <translation>{why} Es bleibt, wie es war.</translation>
    </message>
</context>
<context>
    <name>KeyFigures</name>
    <message>
        <source>watch</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>watches</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>a week on average: not a week yet</source>
        <translation>pro Woche im Schnitt: noch keine Woche</translation>
    </message>
    <message>
        <source>a week on average</source>
        <translation>pro Woche im Schnitt</translation>
    </message>
    <message>
        <source>films and episodes</source>
        <translation>Filme und Folgen</translation>
    </message>
</context>
<context>
    <name>KeySection</name>
    <message>
        <source>Saved sign-ins</source>
        <translation>Gespeicherte Anmeldungen</translation>
    </message>
    <message>
        <source>Whatever signs Scroblarr in anywhere is locked away with a key.</source>
        <translation>Womit sich Scroblarr irgendwo anmeldet, ist mit einem Schlüssel weggeschlossen.</translation>
    </message>
    <message>
        <source>Keep the key in this computer&apos;s keyr&amp;ing</source>
        <translation>Den Schlüssel im Schlüssel&amp;bund dieses Computers aufbewahren</translation>
    </message>
    <message>
        <source>Scroblarr then sends only while the keyring is unlocked. What you watch meanwhile is kept and sent later.</source>
        <translation>Scroblarr sendet dann nur, solange der Schlüsselbund entsperrt ist. Was du inzwischen siehst, wird aufbewahrt und später gesendet.</translation>
    </message>
    <message>
        <source>The key lies in this computer&apos;s keyring.</source>
        <translation>Der Schlüssel liegt im Schlüsselbund dieses Computers.</translation>
    </message>
    <message>
        <source>The key lies in a file that only you can read.</source>
        <translation>Der Schlüssel liegt in einer Datei, die nur du lesen kannst.</translation>
    </message>
</context>
<context>
    <name>KindCard</name>
    <message>
        <source>Sign in with the account that owns the server.</source>
        <translation>Melde dich mit dem Konto an, dem der Server gehört.</translation>
    </message>
    <message>
        <source>Found in your network, or by its address.</source>
        <translation>In deinem Netzwerk gefunden oder über die Adresse.</translation>
    </message>
</context>
<context>
    <name>LanguageSection</name>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Of all windows, with dates and numbers. They open anew when it changes.</source>
        <translation>Für alle Fenster, mit Datum und Zahlen. Sie öffnen sich neu, wenn sie sich ändert.</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>Spra&amp;che</translation>
    </message>
    <message>
        <source>As this computer has it ({language})</source>
        <translation>Wie auf diesem Computer ({language})</translation>
    </message>
</context>
<context>
    <name>LeaveDialog</name>
    <message>
        <source>Leave</source>
        <translation>Abschied</translation>
    </message>
    <message>
        <source>Leave everywhere?</source>
        <translation>Überall abmelden?</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Leave everywhere</source>
        <translation>Überall ab&amp;melden</translation>
    </message>
    <message>
        <source>&amp;Quit Scroblarr</source>
        <translation>Scroblarr &amp;beenden</translation>
    </message>
    <message>
        <source>Scroblarr takes its address out of your media servers and signs out there, and it withdraws its sign-ins at the trackers. Nothing is reported or sent any more, also what still waits is not. The log and the members stay on this computer.</source>
        <translation>Scroblarr nimmt seine Adresse aus deinen Medienservern und meldet sich dort ab, und es zieht seine Anmeldungen bei den Trackern zurück. Nichts wird mehr gemeldet oder gesendet, auch nicht, was noch wartet. Das Protokoll und die Personen bleiben auf diesem Computer.</translation>
    </message>
    <message>
        <source>There is nothing to sign out of: nothing is connected or linked.</source>
        <translation>Es gibt nichts abzumelden: Nichts ist verbunden oder verknüpft.</translation>
    </message>
    <message>
        <source>Leaving…</source>
        <translation>Wird abgemeldet&#xa0;…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Some of it is left to you</source>
        <translation>Etwas davon bleibt für dich</translation>
    </message>
    <message>
        <source>What could not be done stands below, and how you do it.</source>
        <translation>Unten steht, was nicht ging, und wie du es machst.</translation>
    </message>
    <message>
        <source>Scroblarr has left</source>
        <translation>Scroblarr ist überall abgemeldet</translation>
    </message>
    <message>
        <source>It is signed out everywhere, and no media server reports here any more.</source>
        <translation>Es ist nirgends mehr angemeldet, und kein Medienserver meldet mehr hierher.</translation>
    </message>
    <message>
        <source>Some of it is not done</source>
        <translation>Etwas davon ist nicht erledigt</translation>
    </message>
</context>
<context>
    <name>LeaveSection</name>
    <message>
        <source>Leave</source>
        <translation>Abschied</translation>
    </message>
    <message>
        <source>Before you remove Scroblarr from this computer: it signs out everywhere, and no media server reports here any more.</source>
        <translation>Bevor du Scroblarr von diesem Computer entfernst: Es meldet sich überall ab, und kein Medienserver meldet mehr hierher.</translation>
    </message>
    <message>
        <source>&amp;Leave everywhere…</source>
        <translation>Überall ab&amp;melden&#xa0;…</translation>
    </message>
</context>
<context>
    <name>LeavingWindow</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Until the file is finished you can cancel: nothing is changed then.</source>
        <translation>Bis die Datei fertig ist, kannst du abbrechen: Dann ist nichts verändert.</translation>
    </message>
    <message>
        <source>Writing the file for the other PC…</source>
        <translation>Die Datei für den anderen PC wird geschrieben&#xa0;…</translation>
    </message>
</context>
<context>
    <name>LicencesDialog</name>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>What Scroblarr contains</source>
        <translation>Was in Scroblarr steckt</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>Text der Lizenz</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>No text came along with this package.</source>
        <translation>Zu diesem Paket kam kein Text mit.</translation>
    </message>
    <message>
        <source>The work of others in Scroblarr</source>
        <translation>Die Arbeit anderer in Scroblarr</translation>
    </message>
    <message>
        <source>Scroblarr itself is under the MIT licence. Qt is under the LGPL 3: its libraries are files of their own and may be replaced.</source>
        <translation>Scroblarr selbst steht unter der MIT-Lizenz. Qt steht unter der LGPL 3: Seine Bibliotheken sind eigene Dateien und dürfen ersetzt werden.</translation>
    </message>
</context>
<context>
    <name>LinkedPage</name>
    <message>
        <source>From now on, what {member} watches is sent there.</source>
        <translation>Von jetzt an wird dorthin gesendet, was {member} sieht.</translation>
    </message>
    <message>
        <source>Linked with {name} at {tracker}</source>
        <translation>Mit {name} bei {tracker} verknüpft</translation>
    </message>
</context>
<context>
    <name>Linking</name>
    <message>
        <source>Keeps what you have watched, films and series. A free account may connect one community app at a time, and Scroblarr is one; with Trakt VIP it is fifty.</source>
        <translation>Merkt sich, was du gesehen hast, Filme und Serien. Ein kostenloses Konto darf eine Community-App zugleich verbinden, und Scroblarr ist eine; mit Trakt VIP sind es fünfzig.</translation>
    </message>
    <message>
        <source>Keeps films, series and anime, one mark for each thing you have watched. A free account is enough; rewatches are left to members who pay.</source>
        <translation>Merkt sich Filme, Serien und Anime, je eine Markierung für alles, was du gesehen hast. Ein kostenloses Konto genügt; nochmaliges Sehen bleibt zahlenden Mitgliedern vorbehalten.</translation>
    </message>
    <message>
        <source>The service closed on 15 July 2026. This works only with a compatible server that you or somebody you know runs.</source>
        <translation>Der Dienst hat am 15. Juli 2026 geschlossen. Das geht nur mit einem kompatiblen Server, den du oder jemand, den du kennst, betreibt.</translation>
    </message>
    <message>
        <source>What is watched is sent to the account there.</source>
        <translation>Was gesehen wird, geht an das Konto dort.</translation>
    </message>
    <message>
        <source>To register the app there, somebody has to be a Trakt VIP.</source>
        <translation>Um die App dort zu registrieren, muss jemand Trakt VIP haben.</translation>
    </message>
    <message>
        <source>Trakt says that another app is connected?</source>
        <translation>Trakt sagt, dass eine andere App verbunden ist?</translation>
    </message>
    <message>
        <source>A free Trakt account holds one community app at a time. Either disconnect the other one on Trakt&apos;s page of connected apps and confirm the code once more, or get Trakt VIP, which holds fifty. If another app is connected later, it may end this sign-in; the app tells you then.</source>
        <translation>Ein kostenloses Konto bei Trakt hat eine Community-App zugleich. Trenne entweder die andere auf Trakts Seite der verbundenen Apps und bestätige den Code noch einmal, oder hol dir Trakt VIP, das fünfzig erlaubt. Wird später eine andere App verbunden, kann das diese Anmeldung beenden; Scroblarr sagt es dir dann.</translation>
    </message>
    <message>
        <source>Open Trakt&apos;s connected apps</source>
        <translation>Trakts verbundene Apps öffnen</translation>
    </message>
    <message>
        <source>Nothing more is sent. Simkl may go on listing Scroblarr among your connected apps: take it off there, in Simkl&apos;s settings.</source>
        <translation>Es wird nichts mehr gesendet. Simkl führt Scroblarr vielleicht weiter unter deinen verbundenen Apps: Entferne es dort in Simkls Einstellungen.</translation>
    </message>
    <message>
        <source>The app signs out there, and nothing more is sent.</source>
        <translation>Scroblarr meldet sich dort ab, und es wird nichts mehr gesendet.</translation>
    </message>
    <message>
        <source>{tracker} for {member}</source>
        <translation>{tracker} für {member}</translation>
    </message>
    <message>
        <source>{tracker} needs an app of your household first</source>
        <translation>{tracker} braucht zuerst eine App deines Haushalts</translation>
    </message>
    <message>
        <source>{tracker} lets only programs in that are registered there. One registration serves everybody in the household, and it is entered once.</source>
        <translation>{tracker} lässt nur Programme herein, die dort registriert sind. Eine Registrierung gilt für alle im Haushalt und wird einmal eingetragen.</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>Das hat nicht geklappt</translation>
    </message>
    <message>
        <source>Check both and try again.</source>
        <translation>Prüfe beides und versuch es noch einmal.</translation>
    </message>
</context>
<context>
    <name>LinkingDialog</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Link a tracker for {member}</source>
        <translation>Einen Tracker für {member} verknüpfen</translation>
    </message>
    <message>
        <source>What {member} finishes watching is sent there.</source>
        <translation>Was {member} zu Ende sieht, wird dorthin gesendet.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Link a tracker</source>
        <translation>Tracker verknüpfen</translation>
    </message>
</context>
<context>
    <name>LogActions</name>
    <message>
        <source>What can be done</source>
        <translation>Was sich tun lässt</translation>
    </message>
    <message>
        <source>Try again now</source>
        <translation>Jetzt noch einmal</translation>
    </message>
    <message>
        <source>Do not send</source>
        <translation>Nicht senden</translation>
    </message>
    <message>
        <source>It was somebody else…</source>
        <translation>Es war jemand anderes&#xa0;…</translation>
    </message>
    <message>
        <source>Correct the match</source>
        <translation>Titel berichtigen</translation>
    </message>
    <message>
        <source>Undo this watch…</source>
        <translation>Rückgängig machen&#xa0;…</translation>
    </message>
    <message>
        <source>Never send</source>
        <translation>Nie senden</translation>
    </message>
    <message>
        <source>Open at</source>
        <translation>Öffnen bei</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Delete from the log…</source>
        <translation>Aus dem Protokoll löschen&#xa0;…</translation>
    </message>
    <message>
        <source>At {tracker}…</source>
        <translation>Bei {tracker}&#xa0;…</translation>
    </message>
    <message>
        <source>This film…</source>
        <translation>Diesen Film&#xa0;…</translation>
    </message>
    <message>
        <source>This episode…</source>
        <translation>Diese Folge&#xa0;…</translation>
    </message>
    <message>
        <source>This show…</source>
        <translation>Diese Serie&#xa0;…</translation>
    </message>
    <message>
        <source>This library…</source>
        <translation>Diese Bibliothek&#xa0;…</translation>
    </message>
</context>
<context>
    <name>LogCells</name>
    <message>
        <source>Read from the play history afterwards.</source>
        <translation>Nachträglich aus dem Verlauf gelesen.</translation>
    </message>
    <message>
        <source>Taken back; a tracker still has it.</source>
        <translation>Zurückgenommen; ein Tracker hat es noch.</translation>
    </message>
    <message>
        <source>Seen before.</source>
        <translation>Schon einmal gesehen.</translation>
    </message>
</context>
<context>
    <name>LogModel</name>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
</context>
<context>
    <name>LogPage</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Everything your household watched, and where it went.</source>
        <translation>Alles, was dein Haushalt gesehen hat, und wohin es ging.</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren&#xa0;…</translation>
    </message>
    <message>
        <source>1 watch</source>
        <translation>1 Eintrag</translation>
    </message>
    <message>
        <source>{count} watches</source>
        <translation>{count} Einträge</translation>
    </message>
</context>
<context>
    <name>LogTable</name>
    <message>
        <source>Media server</source>
        <comment>so wide is the column of servers</comment>
        <translation>Medienserver</translation>
    </message>
    <message>
        <source>Watches</source>
        <translation>Gesehenes</translation>
    </message>
</context>
<context>
    <name>LogTrail</name>
    <message>
        <source>Undone by you, {when}.</source>
        <translation>Von dir rückgängig gemacht, {when}.</translation>
    </message>
    <message>
        <source>Given to {names} as well by you, {when}.</source>
        <translation>Von dir auch {names} gegeben, {when}.</translation>
    </message>
    <message>
        <source>Moved from {giver} to {names} by you, {when}.</source>
        <translation>Von dir von {giver} zu {names} verschoben, {when}.</translation>
    </message>
    <message>
        <source>Being taken back from {giver}&apos;s {tracker}.</source>
        <translation>Wird bei {tracker} von {giver} zurückgenommen.</translation>
    </message>
    <message>
        <source>Taken back from {giver}&apos;s {tracker}.</source>
        <translation>Bei {tracker} von {giver} zurückgenommen.</translation>
    </message>
    <message>
        <source>Still at {giver}&apos;s {tracker}: remove it there by hand.</source>
        <translation>Noch bei {tracker} von {giver}: Entferne es dort von Hand.</translation>
    </message>
    <message>
        <source>You chose “{title}” for {tracker}, {when}.</source>
        <translation>Du hast „{title}“ für {tracker} gewählt, {when}.</translation>
    </message>
    <message>
        <source>You chose “{title}” for {tracker}, {when}. What stood there before was taken back.</source>
        <translation>Du hast „{title}“ für {tracker} gewählt, {when}. Was vorher dort stand, wurde zurückgenommen.</translation>
    </message>
</context>
<context>
    <name>LogViewer</name>
    <message>
        <source>The program&apos;s own log</source>
        <translation>Eigenes Protokoll des Programms</translation>
    </message>
    <message>
        <source>&amp;Follow</source>
        <translation>&amp;Mitlaufen</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Open f&amp;older</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>{count} lines were copied.</source>
        <translation>{count} Zeilen wurden kopiert.</translation>
    </message>
    <message>
        <source>{count} lines; earlier ones come as you scroll up.</source>
        <translation>{count} Zeilen; frühere kommen, wenn du nach oben rollst.</translation>
    </message>
    <message>
        <source>{count} lines.</source>
        <translation>{count} Zeilen.</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>Nichts passt.</translation>
    </message>
    <message>
        <source>Nothing was written yet.</source>
        <translation>Noch wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search in the log</source>
        <translation>Im Protokoll suchen</translation>
    </message>
    <message>
        <source>How grave</source>
        <translation>Wie schwer</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Without details</source>
        <translation>Ohne Einzelheiten</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>Nur Fehler</translation>
    </message>
    <message>
        <source>Lines of the log</source>
        <translation>Zeilen des Protokolls</translation>
    </message>
    <message>
        <source>{file}: what the program does, with numbers in place of names and titles.</source>
        <translation>{file}: was das Programm tut, mit Nummern statt Namen und Titeln.</translation>
    </message>
</context>
<context>
    <name>LoginSection</name>
    <message>
        <source>Starting</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Start in the tray, without the window</source>
        <translation>Ohne Fenster starten, als Symbol in der Leiste</translation>
    </message>
    <message>
        <source>Also when you start it yourself. Its icon in the tray opens the window, and so does starting it again. Where there is no tray the window comes up.</source>
        <translation>Auch wenn du es selbst startest. Sein Symbol in der Leiste öffnet das Fenster, ebenso ein zweiter Start. Gibt es keine solche Leiste, erscheint das Fenster.</translation>
    </message>
</context>
<context>
    <name>LoginStep</name>
    <message>
        <source>Start at login</source>
        <translation>Autostart</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Scroblarr</source>
        <translation>Scroblarr</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Household</source>
        <translation>Haushalt</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>ManageSection</name>
    <message>
        <source>This server</source>
        <translation>Dieser Server</translation>
    </message>
    <message>
        <source>Name of the server</source>
        <translation>Name des Servers</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Disconnect…</source>
        <translation>Trennen&#xa0;…</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Stummschaltung aufheben</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stummschalten</translation>
    </message>
    <message>
        <source>Muted: its events are counted and not kept.</source>
        <translation>Stummgeschaltet: Seine Meldungen werden gezählt und nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>Muting keeps it connected, but what is watched there does not count.</source>
        <translation>Stummgeschaltet bleibt er verbunden, aber was dort gesehen wird, zählt nicht.</translation>
    </message>
</context>
<context>
    <name>ManualStep</name>
    <message>
        <source>Set up Jellyfin by hand</source>
        <translation>Jellyfin von Hand einrichten</translation>
    </message>
    <message>
        <source>You enter this computer&apos;s address in Jellyfin&apos;s plugin “Webhook”. Should the address change one day, you enter it anew.</source>
        <translation>Du trägst die Adresse dieses Computers in Jellyfins Plugin „Webhook“ ein. Ändert sich die Adresse eines Tages, trägst du sie neu ein.</translation>
    </message>
    <message>
        <source>Value of the request header</source>
        <translation>Wert des Request-Headers</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Where does Jellyfin run?</source>
        <translation>Wo läuft Jellyfin?</translation>
    </message>
    <message>
        <source>In Jellyfin</source>
        <translation>In Jellyfin</translation>
    </message>
    <message>
        <source>Webhook Url</source>
        <translation>Webhook Url</translation>
    </message>
    <message>
        <source>Request header: key</source>
        <translation>Request-Header: Schlüssel</translation>
    </message>
    <message>
        <source>Request header: value</source>
        <translation>Request-Header: Wert</translation>
    </message>
    <message>
        <source>Keep the value to yourself: whoever knows it can report watches.</source>
        <translation>Behalte den Wert für dich: Wer ihn kennt, kann Gesehenes melden.</translation>
    </message>
    <message>
        <source>Template, where “Send All Properties” is not ticked</source>
        <translation>Vorlage, falls „Send All Properties“ nicht angehakt ist</translation>
    </message>
    <message>
        <source>Copy: {name}</source>
        <translation>{name} kopieren</translation>
    </message>
    <message>
        <source>Connect Plex by hand</source>
        <translation>Plex von Hand verbinden</translation>
    </message>
    <message>
        <source>Without a sign-in Scroblarr knows the people only once they have watched something, and cannot tell Plex when this computer&apos;s address changes.</source>
        <translation>Ohne Anmeldung kennt Scroblarr die Leute erst, wenn sie etwas gesehen haben, und kann Plex nicht sagen, wenn sich die Adresse dieses Computers ändert.</translation>
    </message>
    <message>
        <source>Where does the media server run?</source>
        <translation>Wo läuft der Medienserver?</translation>
    </message>
    <message>
        <source>Plex</source>
        <translation>Plex</translation>
    </message>
</context>
<context>
    <name>MaskedAddress</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Webhook address of {}</source>
        <translation>Webhook-Adresse von {}</translation>
    </message>
    <message>
        <source>Copy the address for {}</source>
        <translation>Die Adresse für {} kopieren</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Hide the address of {}</source>
        <translation>Die Adresse von {} verbergen</translation>
    </message>
    <message>
        <source>Show the address of {}</source>
        <translation>Die Adresse von {} anzeigen</translation>
    </message>
</context>
<context>
    <name>MatchDialog</name>
    <message>
        <source>Correct the match</source>
        <translation>Titel berichtigen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Use this one</source>
        <translation>Diesen nehmen</translation>
    </message>
    <message>
        <source>Title to look for</source>
        <translation>Gesuchter Titel</translation>
    </message>
    <message>
        <source>Titles at {tracker}</source>
        <translation>Titel bei {tracker}</translation>
    </message>
    <message>
        <source>Episodes</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>What is it at {tracker}?</source>
        <translation>Was ist es bei {tracker}?</translation>
    </message>
    <message>
        <source>Your choice is remembered whenever this is watched again.</source>
        <translation>Deine Wahl wird gemerkt, wann immer das wieder gesehen wird.</translation>
    </message>
    <message>
        <source>What stands there now is removed, and the right one takes its place.</source>
        <translation>Was jetzt dort steht, wird entfernt, und das Richtige tritt an seine Stelle.</translation>
    </message>
    <message>
        <source>What stands there now stays: remove it there by hand.</source>
        <translation>Was jetzt dort steht, bleibt: Entferne es dort von Hand.</translation>
    </message>
    <message>
        <source>{tracker} has nothing under that title.</source>
        <translation>{tracker} hat nichts unter diesem Titel.</translation>
    </message>
    <message>
        <source>No episodes are listed there.</source>
        <translation>Dort sind keine Folgen aufgeführt.</translation>
    </message>
    <message>
        <source>Asking {tracker}…</source>
        <translation>Frage {tracker}&#xa0;…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
</context>
<context>
    <name>MemberAccounts</name>
    <message>
        <source>Link a tracker…</source>
        <translation>Tracker verknüpfen&#xa0;…</translation>
    </message>
    <message>
        <source>Trackers</source>
        <translation>Tracker</translation>
    </message>
    <message>
        <source>No tracker is linked yet: what {member} watches stays in the log here. It can be sent later, too.</source>
        <translation>Noch ist kein Tracker verknüpft: Was {member} sieht, bleibt hier im Protokoll. Es kann auch später gesendet werden.</translation>
    </message>
</context>
<context>
    <name>MemberCounting</name>
    <message>
        <source>as the media server says</source>
        <translation>wie der Medienserver sagt</translation>
    </message>
    <message>
        <source>from {percent} % on</source>
        <translation>ab {percent}&#xa0;%</translation>
    </message>
    <message>
        <source>Count what is marked as watched by hand</source>
        <translation>Zählen, was von Hand als gesehen markiert wird</translation>
    </message>
    <message>
        <source>A film or an episode &amp;counts</source>
        <translation>Ein Film oder eine Folge &amp;zählt</translation>
    </message>
    <message>
        <source>A share of the run time lets it count although it was stopped before the end, for whoever skips the credits.</source>
        <translation>Ein Anteil der Laufzeit lässt es zählen, obwohl vor dem Ende gestoppt wurde, für alle, die den Abspann überspringen.</translation>
    </message>
    <message>
        <source>Jellyfin tells of these marks. They never count as watched again, and a whole series at once is asked about first.</source>
        <translation>Jellyfin meldet diese Markierungen. Sie zählen nie als noch einmal gesehen, und bei einer ganzen Serie auf einmal wirst du zuerst gefragt.</translation>
    </message>
    <message>
        <source>What counts</source>
        <translation>Was zählt</translation>
    </message>
</context>
<context>
    <name>MemberDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>MemberHead</name>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
</context>
<context>
    <name>MemberInviting</name>
    <message>
        <source>Own page</source>
        <translation>Eigene Seite</translation>
    </message>
    <message>
        <source>Invite {member}…</source>
        <translation>{member} einladen&#xa0;…</translation>
    </message>
    <message>
        <source>{member} is invited; the invitation is good until {when}.</source>
        <translation>{member} ist eingeladen; die Einladung gilt bis {when}.</translation>
    </message>
    <message>
        <source>On a phone at home {member} can see what was watched, link trackers and pause, without this computer.</source>
        <translation>Auf einem Handy zu Hause kann {member} sehen, was gesehen wurde, Tracker verknüpfen und pausieren, ohne diesen Computer.</translation>
    </message>
</context>
<context>
    <name>MemberLeaving</name>
    <message>
        <source>This is the same person as</source>
        <translation>Das ist dieselbe Person wie</translation>
    </message>
    <message>
        <source>No longer a member</source>
        <translation>Gehört nicht mehr dazu</translation>
    </message>
    <message>
        <source>Delete {member}…</source>
        <translation>{member} löschen&#xa0;…</translation>
    </message>
    <message>
        <source>Is {member} the same person as {other}?</source>
        <translation>Ist {member} dieselbe Person wie {other}?</translation>
    </message>
    <message>
        <source>{other} gets {member}&apos;s viewers, what {member} watched, and the trackers that {other} does not have yet. {member} is gone then, and this cannot be undone. Nothing is sent a second time.</source>
        <translation>{other} bekommt die Profile von {member}, was {member} gesehen hat, und die Tracker, die {other} noch nicht hat. {member} ist dann weg, und das lässt sich nicht rückgängig machen. Nichts wird ein zweites Mal gesendet.</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>Delete {member}?</source>
        <translation>{member} löschen?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>{tracker} ({name})</source>
        <translation>{tracker} ({name})</translation>
    </message>
    <message>
        <source>The app signs out of {where}.</source>
        <translation>Scroblarr meldet sich bei {where} ab.</translation>
    </message>
    <message>
        <source>One watch that waits is not sent any more.</source>
        <translation>Ein wartender Titel wird nicht mehr gesendet.</translation>
    </message>
    <message>
        <source>{count} watches that wait are not sent any more.</source>
        <translation>{count} wartende Titel werden nicht mehr gesendet.</translation>
    </message>
    <message>
        <source>Whoever watched as this member only is nobody then; the app asks who that is.</source>
        <translation>Wer nur als diese Person geschaut hat, ist dann niemand; Scroblarr fragt, wer das ist.</translation>
    </message>
    <message>
        <source>What {member} watched stays in the log, and what was sent stays at the trackers.</source>
        <translation>Was {member} gesehen hat, bleibt im Protokoll, und was gesendet wurde, bleibt bei den Trackern.</translation>
    </message>
</context>
<context>
    <name>MemberLibraries</name>
    <message>
        <source>Libraries that count</source>
        <translation>Bibliotheken, die zählen</translation>
    </message>
    <message>
        <source>What is watched in the others does not count for this member.</source>
        <translation>Was in den anderen gesehen wird, zählt für diese Person nicht.</translation>
    </message>
</context>
<context>
    <name>MemberNever</name>
    <message>
        <source>Never sent</source>
        <translation>Nie gesendet</translation>
    </message>
    <message>
        <source>It stays in the log. You choose this at a row of the log.</source>
        <translation>Es bleibt im Protokoll. Du wählst das bei einem Eintrag im Protokoll.</translation>
    </message>
    <message>
        <source>{show}: every episode</source>
        <translation>{show}: jede Folge</translation>
    </message>
    <message>
        <source>Send it again</source>
        <translation>Wieder senden</translation>
    </message>
    <message>
        <source>Send {what} again</source>
        <translation>{what} wieder senden</translation>
    </message>
</context>
<context>
    <name>MemberRow</name>
    <message>
        <source>no name yet</source>
        <translation>noch kein Name</translation>
    </message>
    <message>
        <source>Nothing watched yet</source>
        <translation>Noch nichts gesehen</translation>
    </message>
    <message>
        <source>Last: {watch}, {when}</source>
        <translation>Zuletzt: {watch}, {when}</translation>
    </message>
    <message>
        <source>Not on any media server yet</source>
        <translation>Noch auf keinem Medienserver</translation>
    </message>
    <message>
        <source>{name} (only kept here, nothing is sent)</source>
        <translation>{name} (nur hier aufbewahrt, nichts wird gesendet)</translation>
    </message>
    <message>
        <source>{name} (paused)</source>
        <translation>{name} (pausiert)</translation>
    </message>
    <message>
        <source>No tracker linked</source>
        <translation>Kein Tracker verknüpft</translation>
    </message>
</context>
<context>
    <name>MemberSending</name>
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Send what {member} watches</source>
        <translation>Senden, was {member} sieht</translation>
    </message>
    <message>
        <source>Paused.</source>
        <translation>Pausiert.</translation>
    </message>
    <message>
        <source>What is watched waits, and you are asked about it at the end.</source>
        <translation>Was gesehen wird, wartet, und am Ende wirst du danach gefragt.</translation>
    </message>
    <message>
        <source>Sending is paused for everybody in the household.</source>
        <translation>Das Senden ist für alle im Haushalt pausiert.</translation>
    </message>
    <message>
        <source>For a while only: what is watched meanwhile waits until you decide.</source>
        <translation>Nur für eine Weile: Was inzwischen gesehen wird, wartet, bis du entscheidest.</translation>
    </message>
    <message>
        <source>Switched off, it is recorded here and never delivered, not later either.</source>
        <translation>Ausgeschaltet wird es hier notiert und nie gesendet, auch später nicht.</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Senden</translation>
    </message>
</context>
<context>
    <name>MemberViewers</name>
    <message>
        <source>Add a viewer…</source>
        <translation>Profil hinzufügen&#xa0;…</translation>
    </message>
    <message>
        <source>On media servers</source>
        <translation>Auf Medienservern</translation>
    </message>
    <message>
        <source>Nowhere yet: nothing that is watched counts as theirs.</source>
        <translation>Noch nirgends: Nichts, was gesehen wird, zählt für diese Person.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove {viewer} on {server}</source>
        <translation>{viewer} auf {server} entfernen</translation>
    </message>
    <message>
        <source>{server}, together with {others}</source>
        <translation>{server}, zusammen mit {others}</translation>
    </message>
    <message>
        <source>Is {viewer} not {member}?</source>
        <translation>Ist {viewer} nicht {member}?</translation>
    </message>
    <message>
        <source>From now on it goes to {others} only.</source>
        <translation>Von jetzt an geht es nur noch an {others}.</translation>
    </message>
    <message>
        <source>What {viewer} watches from now on is kept until you say whose it is.</source>
        <translation>Was {viewer} von jetzt an sieht, wird aufbewahrt, bis du sagst, wem es gehört.</translation>
    </message>
    <message>
        <source>What was watched so far stays {member}&apos;s, here and at the trackers.</source>
        <translation>Was bisher gesehen wurde, bleibt bei {member}, hier und bei den Trackern.</translation>
    </message>
</context>
<context>
    <name>MoveAwayDialog</name>
    <message>
        <source>Move to another PC</source>
        <translation>Auf einen anderen PC umziehen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>&amp;Wählen&#xa0;…</translation>
    </message>
    <message>
        <source>Write the file and stop here…</source>
        <translation>Datei schreiben und hier aufhören&#xa0;…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop this copy for good?</source>
        <translation>Hier endgültig aufhören?</translation>
    </message>
    <message>
        <source>As soon as the file is finished, Scroblarr neither receives nor sends on this computer any more. The household goes on where the file is opened. Until then you can still cancel.</source>
        <translation>Sobald die Datei fertig ist, empfängt und sendet Scroblarr auf diesem Computer nichts mehr. Der Haushalt macht dort weiter, wo die Datei geöffnet wird. Bis dahin kannst du noch abbrechen.</translation>
    </message>
    <message>
        <source>The file {name} is there already and is replaced.</source>
        <translation>Die Datei {name} gibt es schon; sie wird ersetzt.</translation>
    </message>
    <message>
        <source>Write the file and stop here</source>
        <translation>Datei schreiben und hier aufhören</translation>
    </message>
    <message>
        <source>Where to put the file</source>
        <translation>Wohin mit der Datei</translation>
    </message>
    <message>
        <source>A USB stick, or a folder that both computers see. About the size of your log.</source>
        <translation>Ein USB-Stick oder ein Ordner, den beide Computer sehen. Ungefähr so groß wie dein Protokoll.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Write it down. Without it the file is worth nothing, and nobody can get it back: everybody would have to start over.</source>
        <translation>Schreib sie auf. Ohne sie ist die Datei nichts wert, und niemand kann sie wiederherstellen: Alle müssten von vorn anfangen.</translation>
    </message>
    <message>
        <source>One sealed file takes everything along: members, log, accounts with their sign-ins, settings, and what still waits to be sent.</source>
        <translation>Eine versiegelte Datei nimmt alles mit: Personen, Protokoll, Konten mit ihren Anmeldungen, Einstellungen und was noch auf das Senden wartet.</translation>
    </message>
    <message>
        <source>Writing it stops this copy for good, because two copies would send everything twice. On the other PC install Scroblarr and choose “I am moving from another PC”: it opens the file, tells your media servers, and tries every account.</source>
        <translation>Sie zu schreiben beendet Scroblarr hier endgültig, denn zwei würden alles doppelt senden. Installiere Scroblarr auf dem anderen PC und wähle „Ich ziehe von einem anderen PC um“: Es öffnet die Datei, sagt deinen Medienservern Bescheid und probiert jedes Konto aus.</translation>
    </message>
    <message>
        <source>What you watch in between is not lost where Scroblarr is signed in to the media server: the new copy reads it there.</source>
        <translation>Was du dazwischen siehst, geht nicht verloren, wo Scroblarr am Medienserver angemeldet ist: Das neue liest es dort nach.</translation>
    </message>
</context>
<context>
    <name>MoveInDialog</name>
    <message>
        <source>Moving from another PC</source>
        <translation>Umzug von einem anderen PC</translation>
    </message>
    <message>
        <source>&amp;Choose the file…</source>
        <translation>Datei &amp;wählen&#xa0;…</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Choose the file that the other PC wrote</source>
        <translation>Wähle die Datei, die der andere PC geschrieben hat</translation>
    </message>
    <message>
        <source>This file was opened before</source>
        <translation>Diese Datei wurde schon einmal geöffnet</translation>
    </message>
    <message>
        <source>There is a household here already. It is set aside as a copy in Scroblarr&apos;s folder, and not used any more.</source>
        <translation>Hier gibt es schon einen Haushalt. Er wird als Kopie im Ordner von Scroblarr beiseitegelegt und nicht mehr benutzt.</translation>
    </message>
    <message>
        <source>Let this household live here?</source>
        <translation>Soll dieser Haushalt hier leben?</translation>
    </message>
    <message>
        <source>Move in</source>
        <translation>Einziehen</translation>
    </message>
    <message>
        <source>Set aside what is here, and move in</source>
        <translation>Beiseitelegen, was hier ist, und einziehen</translation>
    </message>
    <message>
        <source>No file is chosen yet.</source>
        <translation>Noch ist keine Datei gewählt.</translation>
    </message>
    <message>
        <source>That was {when}. If the household lives on that computer, go on there: two copies would both send. If not, open it: what is not certain is looked for at the trackers first, and somebody may have to sign in again.</source>
        <translation>Das war {when}. Lebt der Haushalt auf jenem Computer, mach dort weiter: Zwei würden beide senden. Wenn nicht, öffne sie: Was nicht sicher ist, wird zuerst bei den Trackern gesucht, und vielleicht muss sich jemand neu anmelden.</translation>
    </message>
    <message>
        <source>{what}. It left {computer} {when}.</source>
        <translation>{what}. Von {computer} weggezogen: {when}.</translation>
    </message>
    <message>
        <source>{name}, written {when} by Scroblarr {version}.</source>
        <translation>{name}, geschrieben {when} von Scroblarr {version}.</translation>
    </message>
    <message>
        <source>On the other PC choose “Move to another PC” in the settings. It writes a file; bring that here.</source>
        <translation>Wähle auf dem anderen PC in den Einstellungen „Auf einen anderen PC umziehen“. Es schreibt eine Datei; bring sie hierher.</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>&amp;Passphrase</translation>
    </message>
    <message>
        <source>The one that was chosen when the file was written.</source>
        <translation>Die, die beim Schreiben der Datei gewählt wurde.</translation>
    </message>
    <message>
        <source>Moving in…</source>
        <translation>Einzug läuft&#xa0;…</translation>
    </message>
    <message>
        <source>{count} members</source>
        <translation>{count} Personen</translation>
    </message>
    <message>
        <source>1 member</source>
        <translation>1 Person</translation>
    </message>
    <message>
        <source>{count} watches</source>
        <translation>{count} Einträge</translation>
    </message>
    <message>
        <source>1 watch</source>
        <translation>1 Eintrag</translation>
    </message>
    <message>
        <source>{members} and {watches}</source>
        <translation>{members} und {watches}</translation>
    </message>
    <message>
        <source>{members}, {watches}, and {count} waiting to be sent</source>
        <translation>{members}, {watches}, und {count} warten auf das Senden</translation>
    </message>
</context>
<context>
    <name>MovedAwayWindow</name>
    <message>
        <source>Show the file</source>
        <translation>Datei zeigen</translation>
    </message>
    <message>
        <source>Start with an empty log…</source>
        <translation>Mit leerem Protokoll beginnen&#xa0;…</translation>
    </message>
    <message>
        <source>The file was never opened on another computer</source>
        <translation>Die Datei wurde nie auf einem anderen Computer geöffnet</translation>
    </message>
    <message>
        <source>Use this copy again…</source>
        <translation>Hier wieder benutzen&#xa0;…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>This copy was moved to another PC {when}</source>
        <translation>Dieses Scroblarr ist {when} auf einen anderen PC umgezogen</translation>
    </message>
    <message>
        <source>Here nothing is received and nothing is sent any more. Use Scroblarr there.</source>
        <translation>Hier wird nichts mehr empfangen und nichts mehr gesendet. Benutze Scroblarr dort.</translation>
    </message>
    <message>
        <source>What was here still lies in Scroblarr&apos;s folder, sign-ins included. Before you give this computer away, remove Scroblarr with its data.</source>
        <translation>Was hier war, liegt noch im Ordner von Scroblarr, mit den Anmeldungen. Bevor du diesen Computer weggibst, entferne Scroblarr samt seinen Daten.</translation>
    </message>
    <message>
        <source>To use Scroblarr on this computer all the same</source>
        <translation>Um Scroblarr trotzdem auf diesem Computer zu benutzen</translation>
    </message>
    <message>
        <source>With an empty log you can set up another household here, or open a file from another PC. What is here is kept in Scroblarr&apos;s folder.</source>
        <translation>Mit leerem Protokoll kannst du hier einen anderen Haushalt einrichten oder eine Datei von einem anderen PC öffnen. Was hier ist, bleibt im Ordner von Scroblarr.</translation>
    </message>
    <message>
        <source>This copy cannot be used again, because the file was opened: both would send everything. If that computer is lost, start with an empty log and open the file here.</source>
        <translation>Hier lässt es sich nicht wieder benutzen, weil die Datei geöffnet wurde: Beide würden alles senden. Ist jener Computer verloren, beginne mit leerem Protokoll und öffne die Datei hier.</translation>
    </message>
    <message>
        <source>If the file was never opened anywhere, this copy can be used again. If two live, everything may be sent twice, and sign-ins end.</source>
        <translation>Wurde die Datei nirgends geöffnet, lässt es sich hier wieder benutzen. Leben zwei, wird vielleicht alles doppelt gesendet, und Anmeldungen enden.</translation>
    </message>
    <message>
        <source>The file {file} is not finished yet: its disk or stick went away. Connect it, then start Scroblarr here once more.</source>
        <translation>Die Datei {file} ist noch nicht fertig: Ihre Platte oder ihr Stick ist weg. Schließ sie an und starte Scroblarr hier noch einmal.</translation>
    </message>
    <message>
        <source>Everything is in the file {name}, which was taken away from {folder}.</source>
        <translation>Alles ist in der Datei {name}, die aus {folder} weggenommen wurde.</translation>
    </message>
    <message>
        <source>Everything was in the file {file}, which was opened on another computer.</source>
        <translation>Alles war in der Datei {file}, die auf einem anderen Computer geöffnet wurde.</translation>
    </message>
    <message>
        <source>Everything is in the file {file}. Take it to the other PC and choose “I am moving from another PC” there.</source>
        <translation>Alles ist in der Datei {file}. Bring sie auf den anderen PC und wähle dort „Ich ziehe von einem anderen PC um“.</translation>
    </message>
    <message>
        <source>Start with an empty log?</source>
        <translation>Mit leerem Protokoll beginnen?</translation>
    </message>
    <message>
        <source>The household on the other PC is not touched. What is here is kept in Scroblarr&apos;s folder, and is not used any more.</source>
        <translation>Der Haushalt auf dem anderen PC bleibt unberührt. Was hier ist, bleibt im Ordner von Scroblarr und wird nicht mehr benutzt.</translation>
    </message>
    <message>
        <source>Start with an empty log</source>
        <translation>Mit leerem Protokoll beginnen</translation>
    </message>
    <message>
        <source>Use this copy again?</source>
        <translation>Hier wieder benutzen?</translation>
    </message>
    <message>
        <source>Delete the file afterwards, and never open it. Were it opened as well, both copies would send: plays would stand twice at trackers that cannot be asked, and people would have to sign in again and again. What is not certain is looked for at the tracker first, and somebody may have to sign in again.</source>
        <translation>Lösch die Datei danach und öffne sie nie. Würde sie auch geöffnet, würden beide senden: Bei Trackern, die sich nicht fragen lassen, stünde alles doppelt, und alle müssten sich immer wieder anmelden. Was nicht sicher ist, wird zuerst beim Tracker gesucht, und vielleicht muss sich jemand neu anmelden.</translation>
    </message>
    <message>
        <source>Use this copy again</source>
        <translation>Hier wieder benutzen</translation>
    </message>
</context>
<context>
    <name>Moving</name>
    <message>
        <source>Household on the move</source>
        <translation>Haushalt im Umzug</translation>
    </message>
</context>
<context>
    <name>MovingSection</name>
    <message>
        <source>Another PC</source>
        <translation>Ein anderer PC</translation>
    </message>
    <message>
        <source>One file, sealed with a passphrase, takes everything to another computer: members, log, accounts, settings, and what waits to be sent.</source>
        <translation>Eine Datei, mit einer Passphrase versiegelt, bringt alles auf einen anderen Computer: Personen, Protokoll, Konten, Einstellungen und was auf das Senden wartet.</translation>
    </message>
    <message>
        <source>&amp;Move to another PC…</source>
        <translation>&amp;Auf einen anderen PC umziehen&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Open a file from another PC…</source>
        <translation>Datei von einem anderen &amp;PC öffnen&#xa0;…</translation>
    </message>
    <message>
        <source>A simulated household stays where it is.</source>
        <translation>Ein erfundener Haushalt bleibt, wo er ist.</translation>
    </message>
</context>
<context>
    <name>MovingStages</name>
    <message>
        <source>Looking at what there is…</source>
        <translation>Es wird nachgesehen, was da ist&#xa0;…</translation>
    </message>
    <message>
        <source>Copying the database…</source>
        <translation>Die Datenbank wird kopiert&#xa0;…</translation>
    </message>
    <message>
        <source>Sealing it in the file…</source>
        <translation>In der Datei wird versiegelt&#xa0;…</translation>
    </message>
    <message>
        <source>Opening the file…</source>
        <translation>Die Datei wird geöffnet&#xa0;…</translation>
    </message>
    <message>
        <source>Checking that it is whole…</source>
        <translation>Es wird geprüft, ob sie vollständig ist&#xa0;…</translation>
    </message>
    <message>
        <source>Finishing…</source>
        <translation>Wird abgeschlossen&#xa0;…</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Erledigt.</translation>
    </message>
</context>
<context>
    <name>NeedsStrip</name>
    <message>
        <source>Needs you</source>
        <translation>Zu erledigen</translation>
    </message>
    <message>
        <source>Trying…</source>
        <translation>Wird versucht&#xa0;…</translation>
    </message>
    <message>
        <source>Needs you ({count})</source>
        <translation>Zu erledigen ({count})</translation>
    </message>
    <message>
        <source>For you to decide</source>
        <translation>Du entscheidest</translation>
    </message>
    <message>
        <source>And {count} more.</source>
        <translation>Und {count} weitere.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Open page</source>
        <translation>Seite öffnen</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Wählen</translation>
    </message>
</context>
<context>
    <name>NetworkSection</name>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Media servers call this computer when somebody has finished watching.</source>
        <translation>Medienserver rufen diesen Computer, wenn jemand zu Ende geschaut hat.</translation>
    </message>
    <message>
        <source>Other computers of the &amp;home network may call</source>
        <translation>Andere Computer im &amp;Heimnetz dürfen rufen</translation>
    </message>
    <message>
        <source>Every address of this computer, port {port}</source>
        <translation>Jede Adresse dieses Computers, Port {port}</translation>
    </message>
    <message>
        <source>Nowhere: nothing can arrive.</source>
        <translation>Nirgends: Nichts kann ankommen.</translation>
    </message>
    <message>
        <source>Only programs on this computer reach it.</source>
        <translation>Nur Programme auf diesem Computer erreichen es.</translation>
    </message>
    <message>
        <source>They reach it at http://{address}:{port}.</source>
        <translation>Sie erreichen es unter http://{address}:{port}.</translation>
    </message>
    <message>
        <source>Use port {port}</source>
        <translation>Port {port} verwenden</translation>
    </message>
    <message>
        <source>Listens at</source>
        <translation>Erreichbar unter</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>&amp;Port</translation>
    </message>
    <message>
        <source>Part of the address that media servers call. Servers that were connected by signing in are told by themselves; to the others you give the new address.</source>
        <translation>Teil der Adresse, die Medienserver aufrufen. Server, bei denen du dich angemeldet hast, erfahren es von selbst; den anderen gibst du die neue Adresse.</translation>
    </message>
    <message>
        <source>Who may call</source>
        <translation>Wer rufen darf</translation>
    </message>
    <message>
        <source>Other &amp;names</source>
        <translation>Weitere &amp;Namen</translation>
    </message>
    <message>
        <source>For example: nas.example, media.example</source>
        <translation>Zum Beispiel: nas.example, media.example</translation>
    </message>
    <message>
        <source>Only where you open this computer&apos;s pages or its local API by a name of your own. Other names are turned away.</source>
        <translation>Nur, wenn du die Seiten dieses Computers oder seine lokale API unter einem eigenen Namen öffnest. Andere Namen werden abgewiesen.</translation>
    </message>
</context>
<context>
    <name>NewPassphrase</name>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Passphrase once more</source>
        <translation>Passphrase noch einmal</translation>
    </message>
    <message>
        <source>&amp;Make one up</source>
        <translation>&amp;Ausdenken</translation>
    </message>
    <message>
        <source>At least {count} characters. Several words that have nothing to do with each other are best.</source>
        <translation>Mindestens {count} Zeichen. Am besten mehrere Wörter, die nichts miteinander zu tun haben.</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>Die beiden sind nicht gleich.</translation>
    </message>
    <message>
        <source>{strength} Type it once more below.</source>
        <translation>{strength} Gib sie unten noch einmal ein.</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>&amp;Passphrase</translation>
    </message>
    <message>
        <source>&amp;Once more</source>
        <translation>&amp;Noch einmal</translation>
    </message>
    <message>
        <source>Weak: easily guessed. Make it longer.</source>
        <translation>Schwach: leicht zu erraten. Mach sie länger.</translation>
    </message>
    <message>
        <source>Fair. A word more makes it good.</source>
        <translation>Mittel. Noch ein Wort, und sie ist gut.</translation>
    </message>
    <message>
        <source>Good.</source>
        <translation>Gut.</translation>
    </message>
</context>
<context>
    <name>NoServers</name>
    <message>
        <source>Set up by hand</source>
        <translation>Von Hand einrichten</translation>
    </message>
    <message>
        <source>No media server is connected yet</source>
        <translation>Noch ist kein Medienserver verbunden</translation>
    </message>
    <message>
        <source>Sign in to the server that you watch on. From then on it tells Scroblarr whenever somebody has finished a film or an episode.</source>
        <translation>Melde dich bei dem Server an, auf dem du schaust. Von da an erfährt Scroblarr, sobald jemand einen Film oder eine Folge zu Ende gesehen hat.</translation>
    </message>
    <message>
        <source>Rather not sign in? You can enter an address there yourself.</source>
        <translation>Lieber nicht anmelden? Du kannst dort selbst eine Adresse eintragen.</translation>
    </message>
</context>
<context>
    <name>NobodyKnown</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
    <message>
        <source>Your media servers have not told of anybody yet. Whoever plays something for five seconds appears here by themselves.</source>
        <translation>Deine Medienserver haben noch niemanden gemeldet. Wer etwas fünf Sekunden lang abspielt, erscheint hier von selbst.</translation>
    </message>
    <message>
        <source>{server} has not told of anybody yet. Whoever plays something for five seconds appears here by themselves.</source>
        <translation>{server} hat noch niemanden gemeldet. Wer etwas fünf Sekunden lang abspielt, erscheint hier von selbst.</translation>
    </message>
    <message>
        <source>Name somebody &amp;now</source>
        <translation>Schon &amp;jetzt jemanden eintragen</translation>
    </message>
    <message>
        <source>You need not wait for that: go on, and say later who it was. What was watched until then is kept. Or name people already, and link their trackers next.</source>
        <translation>Du musst nicht darauf warten: Mach weiter und sag später, wer es war. Was bis dahin gesehen wird, wird aufbewahrt. Oder nenne schon Leute und verknüpfe als Nächstes ihre Tracker.</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>NotificationsSection</name>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Shown at the edge of the screen, several in one, and each thing only once.</source>
        <translation>Sie erscheinen am Bildschirmrand, mehrere in einer, und jede Sache nur einmal.</translation>
    </message>
    <message>
        <source>None for an hour</source>
        <translation>Eine Stunde lang keine</translation>
    </message>
    <message>
        <source>Show them again</source>
        <translation>Wieder zeigen</translation>
    </message>
    <message>
        <source>None for now; what comes up meanwhile is told afterwards.</source>
        <translation>Gerade keine; was inzwischen anfällt, erfährst du danach.</translation>
    </message>
    <message>
        <source>Something fails or waits for an answer</source>
        <translation>Etwas klappt nicht oder wartet auf eine Antwort</translation>
    </message>
    <message>
        <source>Somebody has to sign in again</source>
        <translation>Jemand muss sich neu anmelden</translation>
    </message>
    <message>
        <source>Somebody new is watching</source>
        <translation>Jemand Neues schaut</translation>
    </message>
    <message>
        <source>A watch arrived at a tracker</source>
        <translation>Etwas ist bei einem Tracker angekommen</translation>
    </message>
</context>
<context>
    <name>Notifier</name>
    <message>
        <source>{count} things did not work</source>
        <translation>{count} Dinge haben nicht geklappt</translation>
    </message>
    <message>
        <source>{count} sign-ins are needed</source>
        <translation>{count} Anmeldungen sind nötig</translation>
    </message>
    <message>
        <source>{count} new people are watching</source>
        <translation>{count} neue Leute schauen</translation>
    </message>
    <message>
        <source>{count} things need you</source>
        <translation>{count} Dinge sind zu erledigen</translation>
    </message>
    <message>
        <source>{what}, {who} ({tracker})</source>
        <translation>{what}, {who} ({tracker})</translation>
    </message>
    <message>
        <source>A watch arrived</source>
        <translation>Ein Titel ist angekommen</translation>
    </message>
    <message>
        <source>{count} watches arrived</source>
        <translation>{count} Titel sind angekommen</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>und {count} weitere</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>1 watch waits to be sent</source>
        <translation>1 Titel wartet auf das Senden</translation>
    </message>
    <message>
        <source>{count} watches wait to be sent</source>
        <translation>{count} Titel warten auf das Senden</translation>
    </message>
    <message>
        <source>Last watch: {title}</source>
        <translation>Zuletzt gesehen: {title}</translation>
    </message>
    <message>
        <source>{member}: {title}</source>
        <translation>{member}: {title}</translation>
    </message>
    <message>
        <source>playing, last heard {when}</source>
        <translation>läuft, zuletzt gehört {when}</translation>
    </message>
    <message>
        <source>paused {when}</source>
        <translation>angehalten {when}</translation>
    </message>
    <message>
        <source>{minutes} min in</source>
        <translation>bei {minutes} min</translation>
    </message>
    <message>
        <source>{minutes} of {total} min</source>
        <translation>{minutes} von {total} min</translation>
    </message>
    <message>
        <source>{how_far}, paused</source>
        <translation>{how_far}, angehalten</translation>
    </message>
    <message>
        <source>{state}. {event}</source>
        <translation>{state}. {event}</translation>
    </message>
    <message>
        <source>No tracker linked: what they watch is only kept here.</source>
        <translation>Kein Tracker verknüpft: Was hier gesehen wird, wird nur aufbewahrt.</translation>
    </message>
    <message>
        <source>{member} · {tracker}</source>
        <translation>{member} · {tracker}</translation>
    </message>
    <message>
        <source>Next try {when}.</source>
        <translation>Nächster Versuch {when}.</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>{today} today · {week} this week</source>
        <translation>{today} heute · {week} diese Woche</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>What is going on, and whether it works.</source>
        <translation>Was gerade los ist und ob es läuft.</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Playing now</source>
        <translation>Läuft gerade</translation>
    </message>
    <message>
        <source>Today and this week</source>
        <translation>Heute und diese Woche</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>Media servers</source>
        <translation>Medienserver</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>Household</source>
        <translation>Haushalt</translation>
    </message>
    <message>
        <source>Nobody is watching anything just now.</source>
        <translation>Gerade schaut niemand etwas.</translation>
    </message>
    <message>
        <source>As soon as the household has members, they count here.</source>
        <translation>Sobald jemand zum Haushalt gehört, wird hier gezählt.</translation>
    </message>
    <message>
        <source>Nobody is in the household yet.</source>
        <translation>Noch ist niemand im Haushalt.</translation>
    </message>
</context>
<context>
    <name>PastedAddress</name>
    <message>
        <source>Address to enter in Plex</source>
        <translation>Adresse zum Eintragen in Plex</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Die Adresse kopieren</translation>
    </message>
    <message>
        <source>Enter this address in Plex:</source>
        <translation>Trag diese Adresse in Plex ein:</translation>
    </message>
    <message>
        <source>Keep the address to yourself: whoever knows it can report watches. Some servers have to be restarted before they use a new address.</source>
        <translation>Behalte die Adresse für dich: Wer sie kennt, kann Gesehenes melden. Manche Server müssen neu starten, bevor sie eine neue Adresse benutzen.</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
</context>
<context>
    <name>Pause</name>
    <message>
        <source>For an hour</source>
        <translation>Für eine Stunde</translation>
    </message>
    <message>
        <source>Until tomorrow</source>
        <translation>Bis morgen</translation>
    </message>
    <message>
        <source>Until I resume</source>
        <translation>Bis ich fortsetze</translation>
    </message>
</context>
<context>
    <name>PeopleDialog</name>
    <message>
        <source>People on {server}</source>
        <translation>Leute auf {server}</translation>
    </message>
    <message>
        <source>Who is who?</source>
        <translation>Wer ist wer?</translation>
    </message>
    <message>
        <source>Say whose watches these are. Nobody is ever matched by a name alone.</source>
        <translation>Sag, wer da schaut. Niemand wird je nur am Namen erkannt.</translation>
    </message>
</context>
<context>
    <name>PeoplePicker</name>
    <message>
        <source>Add everyone of the home</source>
        <translation>Alle aus dem Haushalt hinzufügen</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Leute</translation>
    </message>
    <message>
        <source>Nobody is known there yet: let them play something.</source>
        <translation>Dort ist noch niemand bekannt: Lass sie etwas abspielen.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Nobody for now</source>
        <translation>Vorerst niemand</translation>
    </message>
    <message>
        <source>Ignore them</source>
        <translation>Alle ignorieren</translation>
    </message>
    <message>
        <source>Add one person</source>
        <translation>Eine Person hinzufügen</translation>
    </message>
    <message>
        <source>Add {count} people</source>
        <translation>{count} Personen hinzufügen</translation>
    </message>
    <message>
        <source>Friends it is shared with ({count})</source>
        <translation>Freunde, mit denen geteilt wird ({count})</translation>
    </message>
</context>
<context>
    <name>PeopleStep</name>
    <message>
        <source>Who watches?</source>
        <translation>Wer schaut?</translation>
    </message>
    <message>
        <source>Choose who belongs to your household. Others can be added at any time.</source>
        <translation>Wähle, wer zu deinem Haushalt gehört. Andere kannst du jederzeit hinzufügen.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Asking Jellyfin who lives there…</source>
        <translation>Frage Jellyfin, wer dort wohnt&#xa0;…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>{server} is connected, signed in as {account}.</source>
        <translation>{server} ist verbunden, angemeldet als {account}.</translation>
    </message>
    <message>
        <source>Jellyfin reports what is watched to this computer.</source>
        <translation>Jellyfin meldet diesem Computer, was gesehen wird.</translation>
    </message>
    <message>
        <source>Jellyfin reports once you have entered the address there.</source>
        <translation>Jellyfin meldet, sobald du die Adresse dort eingetragen hast.</translation>
    </message>
    <message>
        <source>Jellyfin reports what is watched once it was restarted.</source>
        <translation>Jellyfin meldet, was gesehen wird, sobald es neu gestartet ist.</translation>
    </message>
    <message>
        <source>What was watched on Jellyfin is read every three minutes.</source>
        <translation>Was auf Jellyfin gesehen wurde, wird alle drei Minuten gelesen.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Asking Plex who lives there…</source>
        <translation>Frage Plex, wer dort wohnt&#xa0;…</translation>
    </message>
    <message>
        <source>On {server}</source>
        <translation>Auf {server}</translation>
    </message>
    <message>
        <source>{servers} is connected, signed in as {account}.</source>
        <translation>{servers} ist verbunden, angemeldet als {account}.</translation>
    </message>
    <message>
        <source>{servers} are connected, signed in as {account}.</source>
        <translation>{servers} sind verbunden, angemeldet als {account}.</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Leute</translation>
    </message>
    <message>
        <source>Connect a media server first.</source>
        <translation>Verbinde zuerst einen Medienserver.</translation>
    </message>
</context>
<context>
    <name>PersonRow</name>
    <message>
        <source>Who is {name}?</source>
        <translation>Wer ist {name}?</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>New member: {name}</source>
        <translation>Neue Person: {name}</translation>
    </message>
    <message>
        <source>This is {name}</source>
        <translation>Das ist {name}</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Ignorieren</translation>
    </message>
    <message>
        <source>is {name}</source>
        <translation>ist {name}</translation>
    </message>
    <message>
        <source>{answer}?</source>
        <translation>{answer}?</translation>
    </message>
    <message>
        <source>Owner of the server</source>
        <translation>Dieser Person gehört der Server</translation>
    </message>
    <message>
        <source>Of your Plex home</source>
        <translation>Aus deinem Plex Home</translation>
    </message>
    <message>
        <source>A friend it is shared with</source>
        <translation>Freund oder Freundin, mit Zugang</translation>
    </message>
    <message>
        <source>User of this server</source>
        <translation>Benutzer dieses Servers</translation>
    </message>
    <message>
        <source>Watched here</source>
        <translation>Hat hier geschaut</translation>
    </message>
    <message>
        <source>Of your Plex home, without a sign-in of their own</source>
        <translation>Aus deinem Plex Home, ohne eigene Anmeldung</translation>
    </message>
</context>
<context>
    <name>PhonePage</name>
    <message>
        <source>Code for a page to open with a phone</source>
        <translation>Code für eine Seite, die du mit einem Handy öffnest</translation>
    </message>
    <message>
        <source>A phone at {address} opened the page {when}: your home network reaches this computer.</source>
        <translation>Ein Handy unter {address} hat die Seite {when} geöffnet: Dein Heimnetz erreicht diesen Computer.</translation>
    </message>
    <message>
        <source>Waiting for a phone to open the page</source>
        <translation>Warte darauf, dass ein Handy die Seite öffnet</translation>
    </message>
    <message>
        <source>Point a phone&apos;s camera at the code, or type this into its browser:</source>
        <translation>Richte die Kamera eines Handys auf den Code oder tippe das in seinen Browser:</translation>
    </message>
</context>
<context>
    <name>Plex</name>
    <message>
        <source>Its play history is read every three minutes.</source>
        <translation>Sein Verlauf wird alle drei Minuten gelesen.</translation>
    </message>
    <message>
        <source>Plex reports what is watched to this computer.</source>
        <translation>Plex meldet diesem Computer, was gesehen wird.</translation>
    </message>
    <message>
        <source>Plex reports once you have entered the address there.</source>
        <translation>Plex meldet, sobald du die Adresse dort eingetragen hast.</translation>
    </message>
    <message>
        <source>Plex does not report what is watched yet. Until then the play history is read.</source>
        <translation>Plex meldet noch nicht, was gesehen wird. Bis dahin wird der Verlauf gelesen.</translation>
    </message>
    <message>
        <source>at home</source>
        <translation>zu Hause</translation>
    </message>
    <message>
        <source>from outside</source>
        <translation>von außen</translation>
    </message>
    <message>
        <source>over a computer of Plex&apos;s</source>
        <translation>über einen Computer von Plex</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>verschlüsselt</translation>
    </message>
    <message>
        <source>Does not answer this computer now. What is watched can be reported all the same.</source>
        <translation>Antwortet diesem Computer gerade nicht. Was gesehen wird, kann trotzdem gemeldet werden.</translation>
    </message>
    <message>
        <source>Answers in your home network.</source>
        <translation>Antwortet in deinem Heimnetz.</translation>
    </message>
    <message>
        <source>Answers from outside your home network only.</source>
        <translation>Antwortet nur von außerhalb deines Heimnetzes.</translation>
    </message>
    <message>
        <source>Answers only over a computer of Plex&apos;s, which is slow.</source>
        <translation>Antwortet nur über einen Computer von Plex, und der ist langsam.</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>auf diesem Computer</translation>
    </message>
    <message>
        <source>in Docker on this computer</source>
        <translation>in Docker auf diesem Computer</translation>
    </message>
    <message>
        <source>on another computer</source>
        <translation>auf einem anderen Computer</translation>
    </message>
</context>
<context>
    <name>PlexCodePanel</name>
    <message>
        <source>QR code of the page with the code</source>
        <translation>QR-Code der Seite mit dem Code</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>Code kopieren</translation>
    </message>
    <message>
        <source>Scan this with a phone, or open {page} on any device.</source>
        <translation>Scanne das mit einem Handy oder öffne {page} auf irgendeinem Gerät.</translation>
    </message>
    <message>
        <source>If it asks for a code:</source>
        <translation>Falls nach einem Code gefragt wird:</translation>
    </message>
</context>
<context>
    <name>PlexDialog</name>
    <message>
        <source>Signed in. Looking at the account…</source>
        <translation>Angemeldet. Sehe mir das Konto an&#xa0;…</translation>
    </message>
    <message>
        <source>Signed in again as {account}.</source>
        <translation>Wieder als {account} angemeldet.</translation>
    </message>
    <message>
        <source>Connect Plex</source>
        <translation>Plex verbinden</translation>
    </message>
</context>
<context>
    <name>PortTrouble</name>
    <message>
        <source>Until Scroblarr has a port of its own, no media server can report to it.</source>
        <translation>Solange Scroblarr keinen eigenen Port hat, kann ihm kein Medienserver etwas melden.</translation>
    </message>
    <message>
        <source>Use port {port}</source>
        <translation>Port {port} verwenden</translation>
    </message>
</context>
<context>
    <name>Poster</name>
    <message>
        <source>Poster of {title}</source>
        <translation>Plakat von {title}</translation>
    </message>
</context>
<context>
    <name>ProofSection</name>
    <message>
        <source>Does it report?</source>
        <translation>Meldet er?</translation>
    </message>
    <message>
        <source>The server needs the new address</source>
        <translation>Der Server braucht die neue Adresse</translation>
    </message>
    <message>
        <source>Allow the home network…</source>
        <translation>Heimnetz erlauben&#xa0;…</translation>
    </message>
    <message>
        <source>Show the new address</source>
        <translation>Neue Adresse zeigen</translation>
    </message>
    <message>
        <source>I entered it</source>
        <translation>Ist eingetragen</translation>
    </message>
</context>
<context>
    <name>ProofStep</name>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Does it work?</source>
        <translation>Klappt es?</translation>
    </message>
    <message>
        <source>You need not wait for it: the page Servers shows the same, and tests the way where nothing comes.</source>
        <translation>Du musst nicht darauf warten: Die Seite Server zeigt dasselbe und prüft den Weg, wo nichts ankommt.</translation>
    </message>
    <message>
        <source>Play anything for five seconds on your media server. The line below turns green as soon as the server has reported it.</source>
        <translation>Spiel auf deinem Medienserver irgendetwas fünf Sekunden lang ab. Die Zeile unten wird grün, sobald der Server es gemeldet hat.</translation>
    </message>
    <message>
        <source>Scroblarr asks your media server every three minutes what was watched. The line below turns green once that has worked; what somebody finishes then appears within three minutes.</source>
        <translation>Scroblarr fragt deinen Medienserver alle drei Minuten, was gesehen wurde. Die Zeile unten wird grün, sobald das geklappt hat; was jemand zu Ende sieht, erscheint dann innerhalb von drei Minuten.</translation>
    </message>
</context>
<context>
    <name>PuttingBack</name>
    <message>
        <source>Put back the copy of {time}?</source>
        <translation>Die Kopie von {time} zurückholen?</translation>
    </message>
    <message>
        <source>Put it back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>It holds {watches}.</source>
        <translation>Sie enthält {watches}.</translation>
    </message>
    <message>
        <source>What happened since then ({span}) is not in it: {watches}, and every change to people, accounts, media servers and settings.</source>
        <translation>Was seitdem geschehen ist ({span}), fehlt darin: {watches} und jede Änderung an Personen, Konten, Medienservern und Einstellungen.</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} Tage</translation>
    </message>
    <message>
        <source>{count} hours</source>
        <translation>{count} Stunden</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} min</translation>
    </message>
    <message>
        <source>Where Scroblarr is signed in to a media server it reads from its history what is missing. Nothing is sent twice: what is not certain is looked for at the tracker first. Somebody may have to sign in again. What is there now is kept in Scroblarr&apos;s folder. The windows close for a moment.</source>
        <translation>Wo Scroblarr an einem Medienserver angemeldet ist, liest es aus dem Verlauf, was fehlt. Nichts wird doppelt gesendet: Was nicht sicher ist, wird zuerst beim Tracker gesucht. Vielleicht muss sich jemand neu anmelden. Was jetzt da ist, bleibt im Ordner von Scroblarr. Die Fenster schließen sich für einen Moment.</translation>
    </message>
    <message>
        <source>The sign-ins in it do not open with this computer&apos;s key: everybody has to sign in again, and the media servers get new addresses.</source>
        <translation>Die Anmeldungen darin öffnet der Schlüssel dieses Computers nicht: Alle müssen sich neu anmelden, und die Medienserver bekommen neue Adressen.</translation>
    </message>
    <message>
        <source>1 watch</source>
        <translation>1 Eintrag</translation>
    </message>
    <message>
        <source>{count} watches</source>
        <translation>{count} Einträge</translation>
    </message>
    <message>
        <source>Putting your data back…</source>
        <translation>Deine Daten werden zurückgeholt&#xa0;…</translation>
    </message>
    <message>
        <source>It is the copy of {time}, with {watches}. What was there before is kept in Scroblarr&apos;s folder.</source>
        <translation>Es ist die Kopie von {time}, mit {watches}. Was vorher da war, bleibt im Ordner von Scroblarr.</translation>
    </message>
    <message>
        <source>Your data was put back</source>
        <translation>Deine Daten wurden zurückgeholt</translation>
    </message>
</context>
<context>
    <name>QrCode</name>
    <message>
        <source>QR code</source>
        <translation>QR-Code</translation>
    </message>
</context>
<context>
    <name>QuickConnectPanel</name>
    <message>
        <source>QR code of the page where the code is entered</source>
        <translation>QR-Code der Seite, auf der der Code eingegeben wird</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>Code kopieren</translation>
    </message>
    <message>
        <source>Open Jellyfin</source>
        <translation>Jellyfin öffnen</translation>
    </message>
    <message>
        <source>Open Jellyfin on any device, signed in as an administrator, and allow this code. In its user menu that is Quick Connect:</source>
        <translation>Öffne Jellyfin auf irgendeinem Gerät, als Administrator angemeldet, und erlaube diesen Code. In seinem Benutzermenü heißt das Quick Connect:</translation>
    </message>
</context>
<context>
    <name>QuietMenu</name>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>None for an hour</source>
        <translation>Eine Stunde lang keine</translation>
    </message>
    <message>
        <source>None until tomorrow</source>
        <translation>Bis morgen keine</translation>
    </message>
    <message>
        <source>Show them again</source>
        <translation>Wieder zeigen</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>Reach</name>
    <message>
        <source> ({program})</source>
        <translation> ({program})</translation>
    </message>
    <message>
        <source>The address works</source>
        <translation>Die Adresse stimmt</translation>
    </message>
    <message>
        <source>Scroblarr answered at {address} and knows the address.</source>
        <translation>Scroblarr hat unter {address} geantwortet und kennt die Adresse.</translation>
    </message>
    <message>
        <source>Now play anything for five seconds: that is the last proof.</source>
        <translation>Spiel jetzt irgendetwas fünf Sekunden lang ab: Das ist der letzte Beweis.</translation>
    </message>
    <message>
        <source>The address works, seen from this computer</source>
        <translation>Die Adresse stimmt, von diesem Computer aus gesehen</translation>
    </message>
    <message>
        <source>What this cannot see is a firewall, or that the server is in another network: open this page with a phone.</source>
        <translation>Nicht zu sehen sind so eine Firewall oder ein Server in einem anderen Netzwerk: Öffne diese Seite mit einem Handy.</translation>
    </message>
    <message>
        <source>Scroblarr listens and knows the address</source>
        <translation>Scroblarr ist erreichbar und kennt die Adresse</translation>
    </message>
    <message>
        <source>The name host.docker.internal is known inside containers only, so it cannot be tried from here.</source>
        <translation>Der Name host.docker.internal ist nur in Containern bekannt, von hier aus lässt er sich also nicht probieren.</translation>
    </message>
    <message>
        <source>Play anything for five seconds. If nothing comes: on Linux the container has to be started with --add-host=host.docker.internal:host-gateway.</source>
        <translation>Spiel irgendetwas fünf Sekunden lang ab. Kommt nichts: Unter Linux muss der Container mit --add-host=host.docker.internal:host-gateway gestartet werden.</translation>
    </message>
    <message>
        <source>Scroblarr does not listen</source>
        <translation>Scroblarr kann nichts empfangen</translation>
    </message>
    <message>
        <source>Nothing can call this computer now.</source>
        <translation>Gerade kann nichts diesen Computer rufen.</translation>
    </message>
    <message>
        <source>Wait a minute: it is tried again.</source>
        <translation>Warte eine Minute: Es wird noch einmal versucht.</translation>
    </message>
    <message>
        <source>Only this computer is let in</source>
        <translation>Nur dieser Computer wird hereingelassen</translation>
    </message>
    <message>
        <source>The media server runs elsewhere, but Scroblarr can be called from this computer only.</source>
        <translation>Der Medienserver läuft anderswo, aber Scroblarr kann nur von diesem Computer aus gerufen werden.</translation>
    </message>
    <message>
        <source>Allow the home network.</source>
        <translation>Erlaube das Heimnetz.</translation>
    </message>
    <message>
        <source>This computer is in no network</source>
        <translation>Dieser Computer ist in keinem Netzwerk</translation>
    </message>
    <message>
        <source>A media server elsewhere cannot reach it.</source>
        <translation>Ein Medienserver anderswo kann ihn nicht erreichen.</translation>
    </message>
    <message>
        <source>Connect it to your home network, then test again.</source>
        <translation>Verbinde ihn mit deinem Heimnetz und prüfe dann noch einmal.</translation>
    </message>
    <message>
        <source>The server has an old address</source>
        <translation>Der Server hat eine alte Adresse</translation>
    </message>
    <message>
        <source>It calls {address}, but this computer has {now} now.</source>
        <translation>Er ruft {address}, aber dieser Computer hat jetzt {now}.</translation>
    </message>
    <message>
        <source>Give the server the new address.</source>
        <translation>Gib dem Server die neue Adresse.</translation>
    </message>
    <message>
        <source>Nothing answers</source>
        <translation>Nichts antwortet</translation>
    </message>
    <message>
        <source>{detail} Scroblarr believes that it listens at {address}.</source>
        <translation>{detail} Scroblarr glaubt, dass es unter {address} erreichbar ist.</translation>
    </message>
    <message>
        <source>Look whether a firewall on this computer blocks Scroblarr.</source>
        <translation>Sieh nach, ob eine Firewall auf diesem Computer Scroblarr blockiert.</translation>
    </message>
    <message>
        <source>Another program answers there</source>
        <translation>Dort antwortet ein anderes Programm</translation>
    </message>
    <message>
        <source>What answers at {address} is not Scroblarr{by}.</source>
        <translation>Was unter {address} antwortet, ist nicht Scroblarr{by}.</translation>
    </message>
    <message>
        <source>End the other program, or choose another port in Settings.</source>
        <translation>Beende das andere Programm oder wähle in den Einstellungen einen anderen Port.</translation>
    </message>
    <message>
        <source>The address is not known there</source>
        <translation>Die Adresse ist dort unbekannt</translation>
    </message>
    <message>
        <source>A Scroblarr answers at {address}, but it does not know this address.</source>
        <translation>Unter {address} antwortet ein Scroblarr, aber es kennt diese Adresse nicht.</translation>
    </message>
    <message>
        <source>Does a second copy run on this computer, perhaps for another person? End it, or give one of them another port.</source>
        <translation>Läuft auf diesem Computer ein zweites, vielleicht für jemand anderen? Beende es oder gib einem von beiden einen anderen Port.</translation>
    </message>
    <message>
        <source>This address is not one of a home network</source>
        <translation>Das ist keine Adresse eines Heimnetzes</translation>
    </message>
    <message>
        <source>Scroblarr answers at {address}, but lets only addresses of a home network call it.</source>
        <translation>Scroblarr antwortet unter {address}, lässt sich aber nur von Adressen eines Heimnetzes rufen.</translation>
    </message>
    <message>
        <source>Choose another address of this computer, then test again.</source>
        <translation>Wähle eine andere Adresse dieses Computers und prüfe dann noch einmal.</translation>
    </message>
    <message>
        <source>It arrived, but could not be kept</source>
        <translation>Es kam an, konnte aber nicht aufbewahrt werden</translation>
    </message>
    <message>
        <source>Then test again.</source>
        <translation>Prüfe dann noch einmal.</translation>
    </message>
    <message>
        <source>{count} s ago</source>
        <translation>vor {count} s</translation>
    </message>
    <message>
        <source>Waiting for the first event. Play anything for five seconds.</source>
        <translation>Warten auf die erste Meldung. Spiel irgendetwas fünf Sekunden lang ab.</translation>
    </message>
    <message>
        <source>Last event {when}: {what}</source>
        <translation>Letzte Meldung {when}: {what}</translation>
    </message>
    <message>
        <source>Muted: {count} events were counted and not kept.</source>
        <translation>Stummgeschaltet: {count} Meldungen wurden gezählt und nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>It calls every second, but never says that somebody began or finished. Tick Playback Start, Playback Stop and User Data Saved in Jellyfin&apos;s webhook plugin.</source>
        <translation>Er ruft jede Sekunde, sagt aber nie, dass jemand begonnen oder aufgehört hat. Hake in Jellyfins Webhook-Plugin Playback Start, Playback Stop und User Data Saved an.</translation>
    </message>
    <message>
        <source>{when} an event of another media server came by this address: {what}. Nothing of this one yet.</source>
        <translation>{when} kam an dieser Adresse eine Meldung eines anderen Medienservers an: {what}. Von diesem noch nichts.</translation>
    </message>
    <message>
        <source>{when} something came that is of no use: {what}</source>
        <translation>{when} kam etwas, das nichts nützt: {what}</translation>
    </message>
    <message>
        <source>Waiting for the first event</source>
        <translation>Warten auf die erste Meldung</translation>
    </message>
    <message>
        <source>1 call with an old or wrong address from {caller}, {when}.</source>
        <translation>1 Ruf mit alter oder falscher Adresse von {caller}, {when}.</translation>
    </message>
    <message>
        <source>{count} calls with an old or wrong address from {caller}, {when}.</source>
        <translation>{count} Rufe mit alter oder falscher Adresse von {caller}, {when}.</translation>
    </message>
    <message>
        <source>This computer&apos;s address changed from {was} to {now}. Paste the new address into {server}.</source>
        <translation>Die Adresse dieses Computers hat sich von {was} zu {now} geändert. Füge die neue Adresse in {server} ein.</translation>
    </message>
    <message>
        <source>{server} runs elsewhere, and so far only this computer may call Scroblarr. Allow the home network first, then enter the new address in {server}.</source>
        <translation>{server} läuft anderswo, und bisher darf nur dieser Computer Scroblarr rufen. Erlaube zuerst das Heimnetz, dann trag die neue Adresse in {server} ein.</translation>
    </message>
    <message>
        <source>address entered by hand</source>
        <translation>Adresse von Hand eingetragen</translation>
    </message>
    <message>
        <source>reports are set up by Scroblarr</source>
        <translation>die Meldungen hat Scroblarr eingerichtet</translation>
    </message>
    <message>
        <source>reports are not set up</source>
        <translation>Meldungen sind nicht eingerichtet</translation>
    </message>
    <message>
        <source>no reports possible</source>
        <translation>Meldungen sind nicht möglich</translation>
    </message>
    <message>
        <source>reports after a restart</source>
        <translation>Meldungen nach einem Neustart</translation>
    </message>
    <message>
        <source>reports could not be set up</source>
        <translation>Meldungen ließen sich nicht einrichten</translation>
    </message>
    <message>
        <source>No report is needed: Scroblarr reads the play history.</source>
        <translation>Meldungen sind nicht nötig: Scroblarr liest den Verlauf.</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>stummgeschaltet</translation>
    </message>
    <message>
        <source>cannot be heard</source>
        <translation>ist nicht zu hören</translation>
    </message>
    <message>
        <source>sign in again</source>
        <translation>neu anmelden</translation>
    </message>
    <message>
        <source>needs the new address</source>
        <translation>braucht die neue Adresse</translation>
    </message>
    <message>
        <source>calls an old address</source>
        <translation>ruft eine alte Adresse</translation>
    </message>
    <message>
        <source>does not answer</source>
        <translation>antwortet nicht</translation>
    </message>
    <message>
        <source>stopped reporting</source>
        <translation>meldet nicht mehr</translation>
    </message>
    <message>
        <source>silent for {days} days</source>
        <translation>seit {days} Tagen still</translation>
    </message>
    <message>
        <source>reports</source>
        <translation>meldet</translation>
    </message>
    <message>
        <source>nothing came yet</source>
        <translation>noch kam nichts</translation>
    </message>
    <message>
        <source>nothing usable came yet</source>
        <translation>noch kam nichts Brauchbares</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>noch nicht gelesen</translation>
    </message>
    <message>
        <source>play history is read</source>
        <translation>Verlauf wird gelesen</translation>
    </message>
    <message>
        <source>No answer? The phone must be in your own Wi-Fi, not in a guest network.</source>
        <translation>Keine Antwort? Das Handy muss in deinem eigenen WLAN sein, nicht in einem Gastnetz.</translation>
    </message>
    <message>
        <source>Then open Windows Security, Firewall &amp; network protection, Allow an app through firewall, and tick Private for Scroblarr.</source>
        <translation>Öffne dann Windows-Sicherheit, Firewall- &amp; Netzwerkschutz, Zugriff von App durch Firewall zulassen, und hake bei Scroblarr Privat an.</translation>
    </message>
    <message>
        <source>Then open System Settings, Network, Firewall, Options, and allow incoming connections for Scroblarr.</source>
        <translation>Öffne dann Systemeinstellungen, Netzwerk, Firewall, Optionen, und erlaube eingehende Verbindungen für Scroblarr.</translation>
    </message>
    <message>
        <source>Then allow TCP port {port} from your home network in the firewall.</source>
        <translation>Erlaube dann in der Firewall TCP-Port {port} aus deinem Heimnetz.</translation>
    </message>
    <message>
        <source>So far only this computer can call Scroblarr. Once it listens in your home network as well, media servers elsewhere or in a container can report to it, and phones can open a member&apos;s own page. Only your home network is let in: a media server needs the secret in its address, a phone an invitation.</source>
        <translation>Bisher kann nur dieser Computer Scroblarr rufen. Sobald es auch in deinem Heimnetz erreichbar ist, können Medienserver anderswo oder in einem Container ihm melden, und Handys können die eigene Seite einer Person öffnen. Nur dein Heimnetz wird hereingelassen: Ein Medienserver braucht das Geheimnis in seiner Adresse, ein Handy eine Einladung.</translation>
    </message>
    <message>
        <source>Windows may ask right after this whether Scroblarr may communicate in private networks: press Allow. Cancel would block it until you change it in Windows Security.</source>
        <translation>Windows fragt gleich vielleicht, ob Scroblarr in privaten Netzwerken kommunizieren darf: Drück auf Zulassen. Abbrechen würde es blockieren, bis du es in Windows-Sicherheit änderst.</translation>
    </message>
    <message>
        <source>macOS may ask right after this whether Scroblarr may accept incoming connections: press Allow.</source>
        <translation>macOS fragt gleich vielleicht, ob Scroblarr eingehende Verbindungen annehmen darf: Drück auf Erlauben.</translation>
    </message>
</context>
<context>
    <name>ReachTest</name>
    <message>
        <source>Test the address</source>
        <translation>Adresse prüfen</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Wird geprüft&#xa0;…</translation>
    </message>
    <message>
        <source>Allow the home network…</source>
        <translation>Heimnetz erlauben&#xa0;…</translation>
    </message>
    <message>
        <source>Give it the new address</source>
        <translation>Neue Adresse mitteilen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Noch einmal prüfen</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>The server reports</source>
        <translation>Der Server meldet</translation>
    </message>
    <message>
        <source>Webhooks, and every hour a look at the play history, so that nothing is lost while this computer sleeps.</source>
        <translation>Webhooks, dazu jede Stunde ein Blick in den Verlauf, damit nichts verloren geht, während dieser Computer schläft.</translation>
    </message>
    <message>
        <source>Scroblarr reads the play history</source>
        <translation>Scroblarr liest den Verlauf</translation>
    </message>
    <message>
        <source>Every three minutes: watches arrive a few minutes late, and what is playing now is not shown.</source>
        <translation>Alle drei Minuten: Gesehenes kommt ein paar Minuten später an, und was gerade läuft, wird nicht gezeigt.</translation>
    </message>
    <message>
        <source>Only what the server reports while this computer is awake arrives. Signed in to it, Scroblarr also finds what was watched meanwhile.</source>
        <translation>Nur was der Server meldet, während dieser Computer wach ist, kommt an. Angemeldet findet Scroblarr auch, was inzwischen gesehen wurde.</translation>
    </message>
    <message>
        <source>The play history could not be read: {why}</source>
        <translation>Der Verlauf konnte nicht gelesen werden: {why}</translation>
    </message>
    <message>
        <source>The play history has not been read yet.</source>
        <translation>Der Verlauf wurde noch nicht gelesen.</translation>
    </message>
    <message>
        <source>Play history read {when}.</source>
        <translation>Verlauf gelesen {when}.</translation>
    </message>
    <message>
        <source>Nothing new: everything in the play history was known.</source>
        <translation>Nichts Neues: Alles im Verlauf war bekannt.</translation>
    </message>
    <message>
        <source>One thing in it was new. The log shows what became of it.</source>
        <translation>Eines darin war neu. Das Protokoll zeigt, was daraus wurde.</translation>
    </message>
    <message>
        <source>{count} things in it were new. The log shows what became of them.</source>
        <translation>{count} Dinge darin waren neu. Das Protokoll zeigt, was daraus wurde.</translation>
    </message>
    <message>
        <source>What somebody finishes appears within three minutes.</source>
        <translation>Was jemand zu Ende sieht, erscheint innerhalb von drei Minuten.</translation>
    </message>
    <message>
        <source>Last: {what}, {when}.</source>
        <translation>Zuletzt: {what}, {when}.</translation>
    </message>
    <message>
        <source>{what}, {when}</source>
        <translation>{what}, {when}</translation>
    </message>
    <message>
        <source>Webhooks stopped on {day}, catching up instead</source>
        <translation>Keine Webhooks mehr seit {day}, stattdessen wird nachgelesen</translation>
    </message>
    <message>
        <source>What is watched there is read from the play history every three minutes instead. Nothing is lost, but it arrives a few minutes late.</source>
        <translation>Was dort gesehen wird, wird stattdessen alle drei Minuten aus dem Verlauf gelesen. Nichts geht verloren, aber es kommt ein paar Minuten später an.</translation>
    </message>
    <message>
        <source>Repair tells the server this computer&apos;s address anew.</source>
        <translation>Reparieren teilt dem Server die Adresse dieses Computers neu mit.</translation>
    </message>
    <message>
        <source>No event for {days} days, usually daily</source>
        <translation>Seit {days} Tagen keine Meldung, sonst täglich</translation>
    </message>
    <message>
        <source>No event for {days} days, usually every {usual} days</source>
        <translation>Seit {days} Tagen keine Meldung, sonst alle {usual} Tage</translation>
    </message>
    <message>
        <source>Either nobody watched, or what was watched did not reach this computer.</source>
        <translation>Entweder hat niemand geschaut, oder was gesehen wurde, hat diesen Computer nicht erreicht.</translation>
    </message>
    <message>
        <source>Test the way, or sign in: then Scroblarr can look by itself.</source>
        <translation>Prüfe den Weg oder melde dich an: Dann kann Scroblarr selbst nachsehen.</translation>
    </message>
</context>
<context>
    <name>ReadingSection</name>
    <message>
        <source>How watches arrive</source>
        <translation>Wie Gesehenes ankommt</translation>
    </message>
    <message>
        <source>Look now</source>
        <translation>Jetzt nachsehen</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Test the way</source>
        <translation>Weg prüfen</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Sieht nach&#xa0;…</translation>
    </message>
</context>
<context>
    <name>RenewAddress</name>
    <message>
        <source>New address…</source>
        <translation>Neue Adresse&#xa0;…</translation>
    </message>
    <message>
        <source>Stop the old one now</source>
        <translation>Die alte jetzt beenden</translation>
    </message>
    <message>
        <source>Stop the old address of {}</source>
        <translation>Die alte Adresse von {} beenden</translation>
    </message>
    <message>
        <source>Give it an address of its own</source>
        <translation>Eine eigene Adresse geben</translation>
    </message>
    <message>
        <source>New address for {server}</source>
        <translation>Neue Adresse für {server}</translation>
    </message>
    <message>
        <source>Scroblarr entered the new address at {kind}. The old one has stopped working.</source>
        <translation>Scroblarr hat die neue Adresse bei {kind} eingetragen. Die alte gilt nicht mehr.</translation>
    </message>
    <message>
        <source>Enter the new address in the media server now. The old one works until the first event comes to the new one, at the latest until {day}.</source>
        <translation>Trag jetzt die neue Adresse im Medienserver ein. Die alte gilt, bis die erste Meldung an der neuen ankommt, längstens bis {day}.</translation>
    </message>
    <message>
        <source>Make a new address?</source>
        <translation>Eine neue Adresse erstellen?</translation>
    </message>
    <message>
        <source>Where Scroblarr entered the old one itself, it enters the new one, and the old one stops. Everywhere else you paste it; until an event comes to the new one, but for 7 days at most, the old one works as well.</source>
        <translation>Wo Scroblarr die alte selbst eingetragen hat, trägt es die neue ein, und die alte gilt nicht mehr. Überall sonst fügst du sie ein; bis an der neuen eine Meldung ankommt, längstens aber 7 Tage, gilt auch die alte.</translation>
    </message>
    <message>
        <source>Make a new address</source>
        <translation>Neue Adresse erstellen</translation>
    </message>
</context>
<context>
    <name>ReportsStep</name>
    <message>
        <source>Have Jellyfin report what is watched</source>
        <translation>Lass Jellyfin melden, was gesehen wird</translation>
    </message>
    <message>
        <source>Jellyfin is told this computer&apos;s address. Whatever else is entered there stays.</source>
        <translation>Jellyfin bekommt die Adresse dieses Computers. Was sonst dort eingetragen ist, bleibt.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Telling Jellyfin this computer&apos;s address…</source>
        <translation>Teile Jellyfin die Adresse dieses Computers mit&#xa0;…</translation>
    </message>
    <message>
        <source>Let your home network call this computer?</source>
        <translation>Darf dein Heimnetz diesen Computer rufen?</translation>
    </message>
    <message>
        <source>Allow the home network</source>
        <translation>Heimnetz erlauben</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>Opening the port…</source>
        <translation>Öffne den Port&#xa0;…</translation>
    </message>
    <message>
        <source>Install it</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>Switch it on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Go without it</source>
        <translation>Ohne weitermachen</translation>
    </message>
    <message>
        <source>Jellyfin downloads the plugin…</source>
        <translation>Jellyfin lädt das Plugin&#xa0;…</translation>
    </message>
    <message>
        <source>Switching it on…</source>
        <translation>Wird eingeschaltet&#xa0;…</translation>
    </message>
    <message>
        <source>Restart Jellyfin now</source>
        <translation>Jellyfin jetzt neu starten</translation>
    </message>
    <message>
        <source>I do it later</source>
        <translation>Ich mache es später</translation>
    </message>
    <message>
        <source>Jellyfin reports what is watched to this computer.</source>
        <translation>Jellyfin meldet diesem Computer, was gesehen wird.</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Neu anmelden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Set it up by hand</source>
        <translation>Von Hand einrichten</translation>
    </message>
    <message>
        <source>Have Plex report what is watched</source>
        <translation>Lass Plex melden, was gesehen wird</translation>
    </message>
    <message>
        <source>Plex is told this computer&apos;s address. Whatever else is registered there stays.</source>
        <translation>Plex bekommt die Adresse dieses Computers. Was sonst dort eingetragen ist, bleibt.</translation>
    </message>
    <message>
        <source>Telling Plex this computer&apos;s address…</source>
        <translation>Teile Plex die Adresse dieses Computers mit&#xa0;…</translation>
    </message>
    <message>
        <source>Plex reports what is watched to this computer.</source>
        <translation>Plex meldet diesem Computer, was gesehen wird.</translation>
    </message>
    <message>
        <source>Nothing is to be done for that: go on.</source>
        <translation>Dafür ist nichts zu tun: Mach einfach weiter.</translation>
    </message>
    <message>
        <source>No Plex Pass: it works without</source>
        <translation>Kein Plex Pass: Es geht auch ohne</translation>
    </message>
    <message>
        <source>This Plex account reports to another Scroblarr already, at {where}. Replace it, and only this computer hears what is watched. Keep both, and both hear it: each watch may then arrive twice at the trackers unless the other one is switched off.</source>
        <translation>Dieses Plex-Konto meldet schon an ein anderes Scroblarr, unter {where}. Ersetzt du es, hört nur dieser Computer, was gesehen wird. Behältst du beide, hören es beide: Bei den Trackern kommt dann vielleicht alles doppelt an, es sei denn, das andere wird ausgeschaltet.</translation>
    </message>
    <message>
        <source>Another Scroblarr is set up here</source>
        <translation>Hier ist ein anderes Scroblarr eingerichtet</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Beide behalten</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Plex does not report to this computer</source>
        <translation>Plex meldet nicht an diesen Computer</translation>
    </message>
    <message>
        <source>Nothing was changed at Plex. Scroblarr reads the play history every three minutes instead: watches arrive a few minutes late.</source>
        <translation>Bei Plex wurde nichts geändert. Scroblarr liest stattdessen alle drei Minuten den Verlauf: Gesehenes kommt ein paar Minuten später an.</translation>
    </message>
    <message>
        <source>Set it up after all</source>
        <translation>Doch einrichten</translation>
    </message>
    <message>
        <source>The media server does not report</source>
        <translation>Der Medienserver meldet nicht</translation>
    </message>
    <message>
        <source>Enter the address by hand</source>
        <translation>Adresse von Hand eintragen</translation>
    </message>
</context>
<context>
    <name>Saying</name>
    <message>
        <source>That did not work</source>
        <translation>Das hat nicht geklappt</translation>
    </message>
    <message>
        <source>Look whether this computer is online, then try again.</source>
        <translation>Sieh nach, ob dieser Computer online ist, und versuch es dann noch einmal.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Versuch es gleich noch einmal.</translation>
    </message>
</context>
<context>
    <name>SecretField</name>
    <message>
        <source>Show: {name}</source>
        <translation>{name} anzeigen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
</context>
<context>
    <name>SentSection</name>
    <message>
        <source>What arrived</source>
        <translation>Was angekommen ist</translation>
    </message>
    <message>
        <source>Nothing was sent to a tracker.</source>
        <translation>Es wurde nichts an einen Tracker gesendet.</translation>
    </message>
    <message>
        <source>Show in the log</source>
        <translation>Im Protokoll zeigen</translation>
    </message>
    <message>
        <source>{tracker}: nothing sent yet</source>
        <translation>{tracker}: noch nichts gesendet</translation>
    </message>
    <message>
        <source>{tracker}: all of it arrived</source>
        <translation>{tracker}: alles angekommen</translation>
    </message>
    <message>
        <source>{tracker}: {share} % arrived</source>
        <translation>{tracker}: {share}&#xa0;% angekommen</translation>
    </message>
    <message>
        <source>No failure is on record.</source>
        <translation>Es ist kein Fehlschlag bekannt.</translation>
    </message>
    <message>
        <source>Last failure {when}: {what}, {who}. {message}</source>
        <translation>Letzter Fehlschlag {when}: {what}, {who}. {message}</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>1 watch can be sent there.</source>
        <translation>1 Titel kann dorthin gesendet werden.</translation>
    </message>
    <message>
        <source>1 watch of the pause waits to be sent.</source>
        <translation>1 Titel aus der Pause wartet auf das Senden.</translation>
    </message>
    <message>
        <source>1 watch since {day} can be sent there.</source>
        <translation>1 Titel seit {day} kann dorthin gesendet werden.</translation>
    </message>
    <message>
        <source>A Plex server answers there, not a Jellyfin.</source>
        <translation>Dort antwortet ein Plex-Server, kein Jellyfin.</translation>
    </message>
    <message>
        <source>A film is no episode.</source>
        <translation>Ein Film ist keine Folge.</translation>
    </message>
    <message>
        <source>A newer version of Scroblarr has already used this data.</source>
        <translation>Eine neuere Version von Scroblarr hat diese Daten schon benutzt.</translation>
    </message>
    <message>
        <source>A shield in front of the TV Time server turned the request away.</source>
        <translation>Ein Schutzschild vor dem TV-Time-Server hat die Anfrage abgewiesen.</translation>
    </message>
    <message>
        <source>A web page answers there: perhaps the router&apos;s, or that of another program.</source>
        <translation>Dort antwortet eine Webseite: vielleicht die des Routers oder eines anderen Programms.</translation>
    </message>
    <message>
        <source>A whole series at once?</source>
        <translation>Eine ganze Serie auf einmal?</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>Add {name} to the household</source>
        <translation>{name} in den Haushalt aufnehmen</translation>
    </message>
    <message>
        <source>After our entry was written, Jellyfin&apos;s plugin “Webhook” showed other entries than before.</source>
        <translation>Nachdem unser Eintrag geschrieben war, zeigte Jellyfins Plugin „Webhook“ andere Einträge als vorher.</translation>
    </message>
    <message>
        <source>Allow the home network first; then “Servers” shows the new address.</source>
        <translation>Erlaube zuerst das Heimnetz; dann steht die neue Adresse unter „Server“.</translation>
    </message>
    <message>
        <source>Allow the home network in the settings, under “Network”.</source>
        <translation>Erlaube das Heimnetz in den Einstellungen, unter „Netzwerk“.</translation>
    </message>
    <message>
        <source>Allow the home network…</source>
        <translation>Heimnetz erlauben&#xa0;…</translation>
    </message>
    <message>
        <source>Already there</source>
        <translation>Schon da</translation>
    </message>
    <message>
        <source>An Emby server answers there, not a Jellyfin.</source>
        <translation>Dort antwortet ein Emby-Server, kein Jellyfin.</translation>
    </message>
    <message>
        <source>Another Jellyfin answered than a moment ago.</source>
        <translation>Gerade hat ein anderes Jellyfin geantwortet als eben noch.</translation>
    </message>
    <message>
        <source>Another Jellyfin answers at {url} now.</source>
        <translation>Unter {url} antwortet jetzt ein anderes Jellyfin.</translation>
    </message>
    <message>
        <source>Another Scroblarr ({where}) receives what this Plex account reports, in place of this one. Set up the reports again to choose what you want.</source>
        <translation>Ein anderes Scroblarr ({where}) bekommt anstelle von diesem, was dieses Plex-Konto meldet. Richte die Meldungen neu ein, um zu wählen, was du möchtest.</translation>
    </message>
    <message>
        <source>Another copy of Scroblarr, which keeps its data in another folder,</source>
        <translation>Ein weiteres Scroblarr, das seine Daten in einem anderen Ordner hat,</translation>
    </message>
    <message>
        <source>Another page stands in front</source>
        <translation>Eine andere Seite steht davor</translation>
    </message>
    <message>
        <source>Another program</source>
        <translation>Ein anderes Programm</translation>
    </message>
    <message>
        <source>Another program holds Scroblarr&apos;s database.</source>
        <translation>Ein anderes Programm hält die Datenbank von Scroblarr fest.</translation>
    </message>
    <message>
        <source>Another server answers in place of {name}.</source>
        <translation>Ein anderer Server antwortet anstelle von {name}.</translation>
    </message>
    <message>
        <source>Another watch of it stands there; this one follows with its own time.</source>
        <translation>Dort steht ein anderes Mal; dieses folgt mit seiner eigenen Zeit.</translation>
    </message>
    <message>
        <source>Ask for a new code.</source>
        <translation>Hol dir einen neuen Code.</translation>
    </message>
    <message>
        <source>At {host} somebody else asks for a sign-in before Jellyfin can be reached.</source>
        <translation>Bei {host} verlangt jemand anderes eine Anmeldung, bevor Jellyfin erreichbar ist.</translation>
    </message>
    <message>
        <source>Belongs to {names}.</source>
        <translation>Gehört zu {names}.</translation>
    </message>
    <message>
        <source>Bring the keyring back as it was, or start with new secrets.</source>
        <translation>Stell den Schlüsselbund wieder her oder beginne mit neuen Geheimnissen.</translation>
    </message>
    <message>
        <source>By its name, {host} is outside your home network. Without https anybody on the way could read along and use your sign-in.</source>
        <translation>Seinem Namen nach liegt {host} außerhalb deines Heimnetzes. Ohne https könnte unterwegs jeder mitlesen und deine Anmeldung benutzen.</translation>
    </message>
    <message>
        <source>By its {source} id this is {place} at Trakt, but your media server does not say which show it belongs to.</source>
        <translation>Seiner {source}-Kennung nach ist das bei Trakt {place}, aber dein Medienserver sagt nicht, zu welcher Serie es gehört.</translation>
    </message>
    <message>
        <source>By its {source} id this is {place} at Trakt, but your media server says {place2}.</source>
        <translation>Seiner {source}-Kennung nach ist das bei Trakt {place}, aber dein Medienserver sagt {place2}.</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Check the client id at simkl.com/settings/developer and in Settings here.</source>
        <translation>Prüfe die Client-ID unter simkl.com/settings/developer und hier in den Einstellungen.</translation>
    </message>
    <message>
        <source>Check the household&apos;s app there, and the client id and secret entered here.</source>
        <translation>Prüfe dort die App des Haushalts sowie die hier eingetragene Client-ID und das Secret.</translation>
    </message>
    <message>
        <source>Choose another copy.</source>
        <translation>Wähle eine andere Kopie.</translation>
    </message>
    <message>
        <source>Choose another disk or stick, then try again.</source>
        <translation>Wähle eine andere Platte oder einen anderen Stick und versuch es dann noch einmal.</translation>
    </message>
    <message>
        <source>Choose another folder, then try again.</source>
        <translation>Wähle einen anderen Ordner und versuch es dann noch einmal.</translation>
    </message>
    <message>
        <source>Choose another port in Settings, or start with another one (--port), and tell your media servers the new address.</source>
        <translation>Wähle in den Einstellungen einen anderen Port oder starte mit einem anderen (--port), und teile deinen Medienservern die neue Adresse mit.</translation>
    </message>
    <message>
        <source>Choose how to go on; nothing is deleted.</source>
        <translation>Wähle, wie es weitergeht; nichts wird gelöscht.</translation>
    </message>
    <message>
        <source>Choose the file again.</source>
        <translation>Wähle die Datei noch einmal.</translation>
    </message>
    <message>
        <source>Choose the file that the other computer wrote.</source>
        <translation>Wähle die Datei, die der andere Computer geschrieben hat.</translation>
    </message>
    <message>
        <source>Choose the right title.</source>
        <translation>Wähle den richtigen Titel.</translation>
    </message>
    <message>
        <source>Close other programs, then try again.</source>
        <translation>Schließ andere Programme und versuch es dann noch einmal.</translation>
    </message>
    <message>
        <source>Close the other program, then start Scroblarr again.</source>
        <translation>Schließ das andere Programm und starte Scroblarr dann noch einmal.</translation>
    </message>
    <message>
        <source>Close the other program; Scroblarr goes on by itself.</source>
        <translation>Schließ das andere Programm; Scroblarr macht von selbst weiter.</translation>
    </message>
    <message>
        <source>Confirmed. Asking whose account it is.</source>
        <translation>Bestätigt. Frage, wessen Konto es ist.</translation>
    </message>
    <message>
        <source>Connect Plex with a sign-in.</source>
        <translation>Verbinde Plex mit einer Anmeldung.</translation>
    </message>
    <message>
        <source>Connect this computer to your home network, then try again.</source>
        <translation>Verbinde diesen Computer mit deinem Heimnetz und versuch es dann noch einmal.</translation>
    </message>
    <message>
        <source>Copy it again from where it was written, then try again.</source>
        <translation>Kopiere sie noch einmal von dort, wo sie geschrieben wurde, und versuch es dann noch einmal.</translation>
    </message>
    <message>
        <source>Copy it anew from Jellyfin: Dashboard, API Keys.</source>
        <translation>Kopiere ihn neu aus Jellyfin: Dashboard, API-Schlüssel.</translation>
    </message>
    <message>
        <source>Copy it from the browser in which you use Jellyfin, or type the name of the computer.</source>
        <translation>Kopiere sie aus dem Browser, in dem du Jellyfin benutzt, oder gib den Namen des Computers ein.</translation>
    </message>
    <message>
        <source>Correct the address.</source>
        <translation>Berichtige die Adresse.</translation>
    </message>
    <message>
        <source>Count it</source>
        <translation>Zählen</translation>
    </message>
    <message>
        <source>Do not send</source>
        <translation>Nicht senden</translation>
    </message>
    <message>
        <source>End the other program.</source>
        <translation>Beende das andere Programm.</translation>
    </message>
    <message>
        <source>End {name}.</source>
        <translation>Beende {name}.</translation>
    </message>
    <message>
        <source>Enter the address anew.</source>
        <translation>Trag die Adresse neu ein.</translation>
    </message>
    <message>
        <source>Enter the address of a compatible server.</source>
        <translation>Gib die Adresse eines kompatiblen Servers ein.</translation>
    </message>
    <message>
        <source>Everything is up to date.</source>
        <translation>Alles ist auf dem neuesten Stand.</translation>
    </message>
    <message>
        <source>Fingerprints did not match</source>
        <translation>Die Fingerabdrücke waren verschieden</translation>
    </message>
    <message>
        <source>Free some space or choose another folder, then try again.</source>
        <translation>Schaff etwas Platz oder wähle einen anderen Ordner und versuch es dann noch einmal.</translation>
    </message>
    <message>
        <source>Free some space, then start Scroblarr again.</source>
        <translation>Schaff etwas Platz und starte Scroblarr dann noch einmal.</translation>
    </message>
    <message>
        <source>Free some space; Scroblarr goes on by itself.</source>
        <translation>Schaff etwas Platz; Scroblarr macht von selbst weiter.</translation>
    </message>
    <message>
        <source>Free some space; Scroblarr tries again by itself.</source>
        <translation>Schaff etwas Platz; Scroblarr versucht es von selbst noch einmal.</translation>
    </message>
    <message>
        <source>Get a new code.</source>
        <translation>Hol dir einen neuen Code.</translation>
    </message>
    <message>
        <source>Give your user the right to read it; Scroblarr goes on by itself.</source>
        <translation>Gib deinem Benutzer das Recht, sie zu lesen; Scroblarr macht von selbst weiter.</translation>
    </message>
    <message>
        <source>Give your user the right to write there, then start Scroblarr again.</source>
        <translation>Gib deinem Benutzer das Recht, dort zu schreiben, und starte Scroblarr dann noch einmal.</translation>
    </message>
    <message>
        <source>Give your user the right to write there; Scroblarr goes on by itself.</source>
        <translation>Gib deinem Benutzer das Recht, dort zu schreiben; Scroblarr macht von selbst weiter.</translation>
    </message>
    <message>
        <source>Has the same name as {name}.</source>
        <translation>Heißt genauso wie {name}.</translation>
    </message>
    <message>
        <source>Held until you say how to send it.</source>
        <translation>Wartet, bis du sagst, wie es gesendet werden soll.</translation>
    </message>
    <message>
        <source>Held until you say whether it was seen again.</source>
        <translation>Wartet, bis du sagst, ob es noch einmal gesehen wurde.</translation>
    </message>
    <message>
        <source>I entered it</source>
        <translation>Ist eingetragen</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Ignorieren</translation>
    </message>
    <message>
        <source>In Jellyfin open Dashboard, Plugins, Webhook, and remove the entry with the address {address}.</source>
        <translation>Öffne in Jellyfin Dashboard, Plugins, Webhook, und entferne den Eintrag mit der Adresse {address}.</translation>
    </message>
    <message>
        <source>In Jellyfin: Dashboard, Plugins, Simkl. Choose each of these people there and switch off scrobbling for films and for shows.</source>
        <translation>In Jellyfin: Dashboard, Plugins, Simkl. Wähle dort jede dieser Personen und schalte das Scrobbeln für Filme und Serien aus.</translation>
    </message>
    <message>
        <source>In Jellyfin: Dashboard, Plugins, Trakt. Choose each of these people there and switch off scrobbling and everything else that tells Trakt what was watched.</source>
        <translation>In Jellyfin: Dashboard, Plugins, Trakt. Wähle dort jede dieser Personen und schalte das Scrobbeln aus, und alles andere, was Trakt sagt, was gesehen wurde.</translation>
    </message>
    <message>
        <source>In Plex Web, signed in as {account}, open Settings, then Webhooks, and delete the address that begins with {base}/webhooks/plex/.</source>
        <translation>Öffne in Plex Web, als {account} angemeldet, Einstellungen und dann Webhooks, und lösche die Adresse, die mit {base}/webhooks/plex/ beginnt.</translation>
    </message>
    <message>
        <source>In front of Jellyfin, {host} asks for a password of its own.</source>
        <translation>Vor Jellyfin verlangt {host} ein eigenes Passwort.</translation>
    </message>
    <message>
        <source>Install it in Jellyfin: Dashboard, Plugins, Catalog, Webhook.</source>
        <translation>Installiere es in Jellyfin: Dashboard, Plugins, Katalog, Webhook.</translation>
    </message>
    <message>
        <source>Install the newer version again; nothing was changed.</source>
        <translation>Installiere wieder die neuere Version; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Install version {version} or a newer one on this computer, then open it again.</source>
        <translation>Installiere auf diesem Computer Version {version} oder eine neuere und öffne sie dann noch einmal.</translation>
    </message>
    <message>
        <source>Invite the member once more, under “Household”.</source>
        <translation>Lade die Person noch einmal ein, unter „Haushalt“.</translation>
    </message>
    <message>
        <source>Is there a sign-in page in front of Jellyfin? Then use its inner address.</source>
        <translation>Steht vor Jellyfin eine Anmeldeseite? Dann nimm seine innere Adresse.</translation>
    </message>
    <message>
        <source>It answers as before, and the plugin still waits for a restart.</source>
        <translation>Es antwortet wie zuvor, und das Plugin wartet noch auf einen Neustart.</translation>
    </message>
    <message>
        <source>It cannot be told which play at {title} is this one: look there and remove it by hand.</source>
        <translation>Es lässt sich nicht sagen, welcher Eintrag bei {title} dieser ist: Sieh dort nach und entferne ihn von Hand.</translation>
    </message>
    <message>
        <source>It comes from a media server that is not connected.</source>
        <translation>Es kommt von einem Medienserver, der nicht verbunden ist.</translation>
    </message>
    <message>
        <source>It follows the first watch of it, which may not have arrived yet.</source>
        <translation>Es folgt auf das erste Mal, das vielleicht noch nicht angekommen ist.</translation>
    </message>
    <message>
        <source>It is a row of Plex&apos;s play history.</source>
        <translation>Es ist eine Zeile aus dem Verlauf von Plex.</translation>
    </message>
    <message>
        <source>It is a row of what Jellyfin says was played.</source>
        <translation>Es ist eine Zeile von dem, was Jellyfin als abgespielt meldet.</translation>
    </message>
    <message>
        <source>It is being sent or has arrived already.</source>
        <translation>Es wird gerade gesendet oder ist schon angekommen.</translation>
    </message>
    <message>
        <source>It is being sent or is finished already.</source>
        <translation>Es wird gerade gesendet oder ist schon fertig.</translation>
    </message>
    <message>
        <source>It is not known whether {title} took it. Look there, then send it again or cancel it.</source>
        <translation>Es ist nicht bekannt, ob {title} es angenommen hat. Sieh dort nach, und sende es dann noch einmal oder brich ab.</translation>
    </message>
    <message>
        <source>It is still at {title}. {said}</source>
        <translation>Es steht noch bei {title}. {said}</translation>
    </message>
    <message>
        <source>It is still there from before.</source>
        <translation>Es steht noch von vorher dort.</translation>
    </message>
    <message>
        <source>It is to be removed there.</source>
        <translation>Es soll dort entfernt werden.</translation>
    </message>
    <message>
        <source>It is tried again by itself.</source>
        <translation>Es wird von selbst noch einmal versucht.</translation>
    </message>
    <message>
        <source>It is version {version}; Scroblarr needs 10.8 or newer.</source>
        <translation>Es ist Version {version}; Scroblarr braucht 10.8 oder neuer.</translation>
    </message>
    <message>
        <source>It needs the address of this computer, and so far only this computer may call Scroblarr.</source>
        <translation>Er braucht die Adresse dieses Computers, und bisher darf nur dieser Computer Scroblarr rufen.</translation>
    </message>
    <message>
        <source>It reports to this computer now.</source>
        <translation>Er meldet jetzt diesem Computer.</translation>
    </message>
    <message>
        <source>It runs on another computer, and so far only this computer may call Scroblarr. Its history is read meanwhile.</source>
        <translation>Er läuft auf einem anderen Computer, und bisher darf nur dieser Computer Scroblarr rufen. Sein Verlauf wird inzwischen gelesen.</translation>
    </message>
    <message>
        <source>It said: {said}</source>
        <translation>Es hieß: {said}</translation>
    </message>
    <message>
        <source>It sends us round in circles.</source>
        <translation>Es schickt uns im Kreis.</translation>
    </message>
    <message>
        <source>It still has the address of the other computer, and only you can change that.</source>
        <translation>Er hat noch die Adresse des anderen Computers, und nur du kannst das ändern.</translation>
    </message>
    <message>
        <source>It stood there with a wrong time: the computer slept while it was sent.</source>
        <translation>Es stand dort mit einer falschen Zeit: Der Computer schlief, während es gesendet wurde.</translation>
    </message>
    <message>
        <source>It was not certain whether it had arrived before.</source>
        <translation>Es war nicht sicher, ob es zuvor angekommen war.</translation>
    </message>
    <message>
        <source>It was not written by “Move to another PC”.</source>
        <translation>Sie wurde nicht von „Auf einen anderen PC umziehen“ geschrieben.</translation>
    </message>
    <message>
        <source>It was taken back and is not sent again.</source>
        <translation>Es wurde zurückgenommen und wird nicht noch einmal gesendet.</translation>
    </message>
    <message>
        <source>It was there before and stays there.</source>
        <translation>Es war vorher schon da und bleibt dort.</translation>
    </message>
    <message>
        <source>It was written by version {version}, and this version cannot read it.</source>
        <translation>Sie wurde von Version {version} geschrieben, und diese Version kann sie nicht lesen.</translation>
    </message>
    <message>
        <source>It went down for the restart and does not answer yet.</source>
        <translation>Es hat sich für den Neustart beendet und antwortet noch nicht.</translation>
    </message>
    <message>
        <source>It works</source>
        <translation>Es klappt</translation>
    </message>
    <message>
        <source>Its catalogue has no plugin called Webhook for this version, or Jellyfin could not reach the catalogue.</source>
        <translation>Sein Katalog hat für diese Version kein Plugin namens Webhook, oder Jellyfin konnte den Katalog nicht erreichen.</translation>
    </message>
    <message>
        <source>Its reason: {code}.</source>
        <translation>Der Grund: {code}.</translation>
    </message>
    <message>
        <source>Jellyfin did not keep it</source>
        <translation>Jellyfin hat es nicht behalten</translation>
    </message>
    <message>
        <source>Jellyfin did not restart</source>
        <translation>Jellyfin ist nicht neu gestartet</translation>
    </message>
    <message>
        <source>Jellyfin did not take it ({status}).</source>
        <translation>Jellyfin hat es nicht angenommen ({status}).</translation>
    </message>
    <message>
        <source>Jellyfin does not accept this sign-in any more.</source>
        <translation>Jellyfin nimmt diese Anmeldung nicht mehr an.</translation>
    </message>
    <message>
        <source>Jellyfin does not know this key</source>
        <translation>Jellyfin kennt diesen Schlüssel nicht</translation>
    </message>
    <message>
        <source>Jellyfin does not know this name with this password.</source>
        <translation>Jellyfin kennt diesen Namen mit diesem Passwort nicht.</translation>
    </message>
    <message>
        <source>Jellyfin does not let this account in: it was disabled there.</source>
        <translation>Jellyfin lässt dieses Konto nicht herein: Es wurde dort deaktiviert.</translation>
    </message>
    <message>
        <source>Jellyfin does not offer the plugin</source>
        <translation>Jellyfin bietet das Plugin nicht an</translation>
    </message>
    <message>
        <source>Jellyfin ended this sign-in. What is watched may still be reported, but neither people nor addresses can be kept up to date until you sign in again.</source>
        <translation>Jellyfin hat diese Anmeldung beendet. Was gesehen wird, kann noch gemeldet werden, aber weder Leute noch Adressen lassen sich aktuell halten, bis du dich neu anmeldest.</translation>
    </message>
    <message>
        <source>Jellyfin gave no code.</source>
        <translation>Jellyfin hat keinen Code gegeben.</translation>
    </message>
    <message>
        <source>Jellyfin has not come back</source>
        <translation>Jellyfin ist nicht wiedergekommen</translation>
    </message>
    <message>
        <source>Jellyfin is not ready</source>
        <translation>Jellyfin ist nicht bereit</translation>
    </message>
    <message>
        <source>Jellyfin is not set up yet</source>
        <translation>Jellyfin ist noch nicht eingerichtet</translation>
    </message>
    <message>
        <source>Jellyfin reports what is watched once it was restarted. Until then Scroblarr reads its play history every three minutes.</source>
        <translation>Jellyfin meldet, was gesehen wird, sobald es neu gestartet ist. Bis dahin liest Scroblarr alle drei Minuten seinen Verlauf.</translation>
    </message>
    <message>
        <source>Jellyfin saved something else about the item than a hand mark.</source>
        <translation>Jellyfin hat etwas anderes gespeichert als eine Markierung von Hand.</translation>
    </message>
    <message>
        <source>Jellyfin sent &quot;{event}&quot;, an event that this app does not know.</source>
        <translation>Jellyfin hat „{event}“ gesendet, eine Meldung, die Scroblarr nicht kennt.</translation>
    </message>
    <message>
        <source>Jellyfin tells about its library, not about a viewing.</source>
        <translation>Jellyfin erzählt von seiner Bibliothek, nicht vom Schauen.</translation>
    </message>
    <message>
        <source>Jellyfin tells about the server, not about a viewing.</source>
        <translation>Jellyfin erzählt vom Server, nicht vom Schauen.</translation>
    </message>
    <message>
        <source>Jellyfin tells every second how far somebody is, which is not needed. Untick &quot;Playback Progress&quot; in the settings of the webhook plugin.</source>
        <translation>Jellyfin sagt jede Sekunde, wie weit jemand ist; das ist nicht nötig. Entferne in den Einstellungen des Webhook-Plugins den Haken bei „Playback Progress“.</translation>
    </message>
    <message>
        <source>Jellyfin took the order, but the plugin did not arrive.</source>
        <translation>Jellyfin hat den Auftrag angenommen, aber das Plugin kam nicht an.</translation>
    </message>
    <message>
        <source>Jellyfin usually has a port of its own, e.g. {host}:8096, or a path, e.g. {host}/jellyfin. Copy the address from the browser in which you use it.</source>
        <translation>Jellyfin hat meist einen eigenen Port, z.&#xa0;B. {host}:8096, oder einen Pfad, z.&#xa0;B. {host}/jellyfin. Kopiere die Adresse aus dem Browser, in dem du es benutzt.</translation>
    </message>
    <message>
        <source>Jellyfin&apos;s plugin “Webhook” does not run on this version of Jellyfin. Update it in Jellyfin: Dashboard, Plugins. {instead}</source>
        <translation>Jellyfins Plugin „Webhook“ läuft mit dieser Version von Jellyfin nicht. Aktualisiere es in Jellyfin: Dashboard, Plugins. {instead}</translation>
    </message>
    <message>
        <source>Jellyfin&apos;s plugin “Webhook” is not installed, so Jellyfin does not report what is watched. {instead}</source>
        <translation>Jellyfins Plugin „Webhook“ ist nicht installiert, also meldet Jellyfin nicht, was gesehen wird. {instead}</translation>
    </message>
    <message>
        <source>Jellyfin&apos;s plugin “Webhook” is switched off, so Jellyfin does not report what is watched. {instead}</source>
        <translation>Jellyfins Plugin „Webhook“ ist ausgeschaltet, also meldet Jellyfin nicht, was gesehen wird. {instead}</translation>
    </message>
    <message>
        <source>Keep them here only</source>
        <translation>Nur hier behalten</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Leave it there</source>
        <translation>Dort lassen</translation>
    </message>
    <message>
        <source>Leave them out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Let the media server look the show up at TheTVDB.</source>
        <translation>Lass den Medienserver die Serie bei TheTVDB nachschlagen.</translation>
    </message>
    <message>
        <source>Live marking is not allowed</source>
        <translation>Sofortiges Markieren ist nicht erlaubt</translation>
    </message>
    <message>
        <source>Look at the computer on which it runs: some set-ups have to be started by hand. This goes on by itself then.</source>
        <translation>Sieh am Computer nach, auf dem es läuft: Manche müssen von Hand gestartet werden. Danach geht es hier von selbst weiter.</translation>
    </message>
    <message>
        <source>Look at the details.</source>
        <translation>Sieh dir die Einzelheiten an.</translation>
    </message>
    <message>
        <source>Look at the log file for the details.</source>
        <translation>Die Einzelheiten stehen in der Protokolldatei.</translation>
    </message>
    <message>
        <source>Look at them in Jellyfin: Dashboard, Plugins, Webhook.</source>
        <translation>Sieh sie dir in Jellyfin an: Dashboard, Plugins, Webhook.</translation>
    </message>
    <message>
        <source>Look for typing mistakes, or enter the numbers instead, e.g. 192.168.1.20.</source>
        <translation>Achte auf Tippfehler oder gib stattdessen die Zahlen ein, z.&#xa0;B. 192.168.1.20.</translation>
    </message>
    <message>
        <source>Look in Jellyfin: Dashboard, Plugins, Catalog; or set it up by hand later.</source>
        <translation>Sieh in Jellyfin nach: Dashboard, Plugins, Katalog; oder richte es später von Hand ein.</translation>
    </message>
    <message>
        <source>Look whether a firewall or a security program holds it back, and let Scroblarr through.</source>
        <translation>Sieh nach, ob eine Firewall oder ein Sicherheitsprogramm es aufhält, und lass Scroblarr durch.</translation>
    </message>
    <message>
        <source>Look whether it can still call this computer: it knew the other one&apos;s address.</source>
        <translation>Sieh nach, ob er diesen Computer noch rufen kann: Er kannte die Adresse des anderen.</translation>
    </message>
    <message>
        <source>Look whether this computer and the Jellyfin are in the same network, then try again.</source>
        <translation>Sieh nach, ob dieser Computer und das Jellyfin im selben Netzwerk sind, und versuch es dann noch einmal.</translation>
    </message>
    <message>
        <source>Make room in the account, or see {upgrade_url}.</source>
        <translation>Schaff Platz im Konto oder sieh {upgrade_url}.</translation>
    </message>
    <message>
        <source>New titles often appear within days: it is tried again daily for a week.</source>
        <translation>Neue Titel tauchen oft nach ein paar Tagen auf: Eine Woche lang wird es täglich noch einmal versucht.</translation>
    </message>
    <message>
        <source>No Plex Pass</source>
        <translation>Kein Plex Pass</translation>
    </message>
    <message>
        <source>No Trakt app is entered.</source>
        <translation>Es ist keine App für Trakt eingetragen.</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>Keine Verbindung</translation>
    </message>
    <message>
        <source>No connection. What is watched is kept and sent later.</source>
        <translation>Keine Verbindung. Was gesehen wird, wird aufbewahrt und später gesendet.</translation>
    </message>
    <message>
        <source>No media server is connected yet.</source>
        <translation>Noch ist kein Medienserver verbunden.</translation>
    </message>
    <message>
        <source>No safe connection</source>
        <translation>Keine sichere Verbindung</translation>
    </message>
    <message>
        <source>No safe connection to {host} came about.</source>
        <translation>Es kam keine sichere Verbindung zu {host} zustande.</translation>
    </message>
    <message>
        <source>No safe connection to {host} came about: its certificate is not trusted.</source>
        <translation>Es kam keine sichere Verbindung zu {host} zustande: Dem Zertifikat wird nicht vertraut.</translation>
    </message>
    <message>
        <source>Nobody agreed in the browser in time. Start the sign-in again.</source>
        <translation>Niemand hat rechtzeitig im Browser zugestimmt. Starte die Anmeldung neu.</translation>
    </message>
    <message>
        <source>Nobody confirmed it in time.</source>
        <translation>Niemand hat rechtzeitig bestätigt.</translation>
    </message>
    <message>
        <source>Nobody entered it in Jellyfin in time, or Jellyfin was restarted meanwhile.</source>
        <translation>Niemand hat ihn rechtzeitig in Jellyfin eingegeben, oder Jellyfin wurde inzwischen neu gestartet.</translation>
    </message>
    <message>
        <source>Nobody gets through to Scroblarr</source>
        <translation>Niemand kommt zu Scroblarr durch</translation>
    </message>
    <message>
        <source>Nobody home</source>
        <translation>Niemand zu Hause</translation>
    </message>
    <message>
        <source>Nobody in the household is this viewer yet.</source>
        <translation>Dieses Profil gehört noch niemandem im Haushalt.</translation>
    </message>
    <message>
        <source>Nobody knows this name</source>
        <translation>Niemand kennt diesen Namen</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>Nicht angenommen</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>Nicht erlaubt</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Not needed.</source>
        <translation>Nicht nötig.</translation>
    </message>
    <message>
        <source>Not ready yet</source>
        <translation>Noch nicht bereit</translation>
    </message>
    <message>
        <source>Not sure which one it is</source>
        <translation>Nicht sicher, welcher es ist</translation>
    </message>
    <message>
        <source>Not the certificate as before</source>
        <translation>Nicht dasselbe Zertifikat wie zuvor</translation>
    </message>
    <message>
        <source>Not there</source>
        <translation>Nicht da</translation>
    </message>
    <message>
        <source>Nothing answers there</source>
        <translation>Dort antwortet nichts</translation>
    </message>
    <message>
        <source>Nothing can be looked for there.</source>
        <translation>Dort lässt sich nichts suchen.</translation>
    </message>
    <message>
        <source>Nothing can be sent until the file &apos;secret.key&apos; is back in Scroblarr&apos;s folder; what is watched meanwhile is kept. Without it everybody signs in again, and your media servers get new addresses.</source>
        <translation>Nichts kann gesendet werden, bis die Datei „secret.key“ wieder im Ordner von Scroblarr liegt; was inzwischen gesehen wird, wird aufbewahrt. Ohne sie melden sich alle neu an, und deine Medienserver bekommen neue Adressen.</translation>
    </message>
    <message>
        <source>Nothing can be sent until this computer&apos;s keyring is back as it was; what is watched meanwhile is kept. Without it everybody signs in again, and your media servers get new addresses.</source>
        <translation>Nichts kann gesendet werden, bis der Schlüsselbund dieses Computers wieder so ist, wie er war; was inzwischen gesehen wird, wird aufbewahrt. Ohne ihn melden sich alle neu an, und deine Medienserver bekommen neue Adressen.</translation>
    </message>
    <message>
        <source>Nothing that speaks TV Time&apos;s language answers there.</source>
        <translation>Dort antwortet nichts, was die Sprache von TV Time spricht.</translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation>Nichts zu tun.</translation>
    </message>
    <message>
        <source>Nothing to do: it is tried again.</source>
        <translation>Du musst nichts tun: Es wird noch einmal versucht.</translation>
    </message>
    <message>
        <source>Nothing was changed: the key stays in its file.</source>
        <translation>Nichts wurde geändert: Der Schlüssel bleibt in seiner Datei.</translation>
    </message>
    <message>
        <source>Nothing was entered.</source>
        <translation>Es wurde nichts eingegeben.</translation>
    </message>
    <message>
        <source>Nothing was linked.</source>
        <translation>Es wurde nichts verknüpft.</translation>
    </message>
    <message>
        <source>Now take the address out of Plex: in Plex Web, open Settings, then Webhooks, and delete it.</source>
        <translation>Nimm jetzt die Adresse aus Plex heraus: Öffne in Plex Web Einstellungen und dann Webhooks, und lösche sie.</translation>
    </message>
    <message>
        <source>One thing needs you.</source>
        <translation>Eine Sache ist zu erledigen.</translation>
    </message>
    <message>
        <source>Only an administrator of this Jellyfin may see its people and set it up to report what was watched.</source>
        <translation>Nur ein Administrator dieses Jellyfin darf seine Leute sehen und es so einrichten, dass es Gesehenes meldet.</translation>
    </message>
    <message>
        <source>Only the home network may call this computer.</source>
        <translation>Nur das Heimnetz darf diesen Computer rufen.</translation>
    </message>
    <message>
        <source>Open {url} in a browser, finish its set-up there, and come back.</source>
        <translation>Öffne {url} in einem Browser, schließ dort die Einrichtung ab und komm zurück.</translation>
    </message>
    <message>
        <source>Open “Servers” and sign in again.</source>
        <translation>Öffne „Server“ und melde dich neu an.</translation>
    </message>
    <message>
        <source>Open “Servers”: it shows the new address and where to enter it.</source>
        <translation>Öffne „Server“: Dort stehen die neue Adresse und wo du sie einträgst.</translation>
    </message>
    <message>
        <source>Opening the file takes {megabytes} MB for a moment.</source>
        <translation>Die Datei zu öffnen braucht für einen Moment {megabytes} MB.</translation>
    </message>
    <message>
        <source>Or choose another port in Settings, or start with another one (--port), and tell your media servers the new address.</source>
        <translation>Oder wähle in den Einstellungen einen anderen Port oder starte mit einem anderen (--port), und teile deinen Medienservern die neue Adresse mit.</translation>
    </message>
    <message>
        <source>Other programs on this computer use the ports that a sign-in in the browser needs ({ports}). Sign in with a code instead.</source>
        <translation>Andere Programme auf diesem Computer benutzen die Ports, die eine Anmeldung im Browser braucht ({ports}). Melde dich stattdessen mit einem Code an.</translation>
    </message>
    <message>
        <source>Other webhooks look different now</source>
        <translation>Andere Webhooks sehen jetzt anders aus</translation>
    </message>
    <message>
        <source>Our entry in the plugin “Webhook” was not there after it was written.</source>
        <translation>Unser Eintrag im Plugin „Webhook“ war nicht da, nachdem er geschrieben wurde.</translation>
    </message>
    <message>
        <source>Outside your home only https is safe: use the address that Jellyfin has at home.</source>
        <translation>Außerhalb deines Zuhauses ist nur https sicher: Nimm die Adresse, die Jellyfin zu Hause hat.</translation>
    </message>
    <message>
        <source>Part of it is missing or changed, perhaps since it was copied.</source>
        <translation>Ein Teil davon fehlt oder ist verändert, vielleicht seit dem Kopieren.</translation>
    </message>
    <message>
        <source>Paused: nothing is sent.</source>
        <translation>Pausiert: Es wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Plex could not be told.</source>
        <translation>Plex konnte es nicht mitgeteilt werden.</translation>
    </message>
    <message>
        <source>Plex did not keep the address</source>
        <translation>Plex hat die Adresse nicht behalten</translation>
    </message>
    <message>
        <source>Plex ended this sign-in. What is watched may still be reported, but neither people nor addresses can be kept up to date until you sign in again.</source>
        <translation>Plex hat diese Anmeldung beendet. Was gesehen wird, kann noch gemeldet werden, aber weder Leute noch Adressen lassen sich aktuell halten, bis du dich neu anmeldest.</translation>
    </message>
    <message>
        <source>Plex reports what is watched only to accounts with a Plex Pass.</source>
        <translation>Plex meldet Gesehenes nur an Konten mit Plex Pass.</translation>
    </message>
    <message>
        <source>Plex sent &quot;{event}&quot;, an event that this app does not know.</source>
        <translation>Plex hat „{event}“ gesendet, eine Meldung, die Scroblarr nicht kennt.</translation>
    </message>
    <message>
        <source>Plex tells about a new device, not about a viewing.</source>
        <translation>Plex erzählt von einem neuen Gerät, nicht vom Schauen.</translation>
    </message>
    <message>
        <source>Plex tells about its library, not about a viewing.</source>
        <translation>Plex erzählt von seiner Bibliothek, nicht vom Schauen.</translation>
    </message>
    <message>
        <source>Plex tells about the server, not about a viewing.</source>
        <translation>Plex erzählt vom Server, nicht vom Schauen.</translation>
    </message>
    <message>
        <source>Plex tells the server&apos;s owner that somebody started to play; the viewing comes by itself.</source>
        <translation>Plex sagt der Person, der der Server gehört, dass jemand etwas startet; das Schauen selbst kommt von allein.</translation>
    </message>
    <message>
        <source>Plex took the list of addresses, but afterwards another one stood there.</source>
        <translation>Plex hat die Liste der Adressen angenommen, aber danach stand eine andere dort.</translation>
    </message>
    <message>
        <source>Plex was not told this computer&apos;s address yet.</source>
        <translation>Plex hat die Adresse dieses Computers noch nicht bekommen.</translation>
    </message>
    <message>
        <source>Plex&apos;s own webhooks always do; look what else posts to this address.</source>
        <translation>Plex&apos; eigene Webhooks tun das immer; sieh nach, was sonst noch an diese Adresse schreibt.</translation>
    </message>
    <message>
        <source>Plex&apos;s shield turned the request away before Plex saw it. That passes by itself.</source>
        <translation>Der Schutzschild von Plex hat die Anfrage abgewiesen, bevor Plex sie sah. Das geht von selbst vorbei.</translation>
    </message>
    <message>
        <source>Port {free} is free.</source>
        <translation>Port {free} ist frei.</translation>
    </message>
    <message>
        <source>Port {port} is open, but not even this computer reaches it.</source>
        <translation>Port {port} ist offen, aber nicht einmal dieser Computer erreicht ihn.</translation>
    </message>
    <message>
        <source>Put the file &apos;secret.key&apos; back, or start with new secrets.</source>
        <translation>Leg die Datei „secret.key“ zurück oder beginne mit neuen Geheimnissen.</translation>
    </message>
    <message>
        <source>Quick Connect is switched off</source>
        <translation>Quick Connect ist ausgeschaltet</translation>
    </message>
    <message>
        <source>Quit Scroblarr and start it again: it then offers your last good copy.</source>
        <translation>Beende Scroblarr und starte es neu: Dann bietet es deine letzte gute Kopie an.</translation>
    </message>
    <message>
        <source>Quit that copy.</source>
        <translation>Beende jenes.</translation>
    </message>
    <message>
        <source>Read again, it was not what was written. Its disk or stick may be worn out.</source>
        <translation>Noch einmal gelesen war sie nicht das, was geschrieben wurde. Vielleicht ist die Platte oder der Stick am Ende.</translation>
    </message>
    <message>
        <source>Reading its history took too long.</source>
        <translation>Den Verlauf zu lesen hat zu lange gedauert.</translation>
    </message>
    <message>
        <source>Removed from {title}.</source>
        <translation>Bei {title} entfernt.</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Reports are switched off on {names}. In Plex, open Settings, choose the server, then Network, tick “Webhooks” and save.</source>
        <translation>Meldungen sind auf {names} ausgeschaltet. Öffne in Plex die Einstellungen, wähle den Server, dann Netzwerk, hake „Webhooks“ an und speichere.</translation>
    </message>
    <message>
        <source>Restart Jellyfin by hand. This goes on by itself then.</source>
        <translation>Starte Jellyfin von Hand neu. Danach geht es hier von selbst weiter.</translation>
    </message>
    <message>
        <source>Restart the computer; if that does not help, start with another port (--port).</source>
        <translation>Starte den Computer neu; hilft das nicht, starte mit einem anderen Port (--port).</translation>
    </message>
    <message>
        <source>Rewatched: this account takes no rewatches.</source>
        <translation>Noch einmal gesehen: Dieses Konto nimmt das nicht an.</translation>
    </message>
    <message>
        <source>Same watch as {watch_id}.</source>
        <translation>Dasselbe wie Eintrag {watch_id}.</translation>
    </message>
    <message>
        <source>Scroblarr Desktop</source>
        <translation>Scroblarr Desktop</translation>
    </message>
    <message>
        <source>Scroblarr cannot listen</source>
        <translation>Scroblarr kann nichts empfangen</translation>
    </message>
    <message>
        <source>Scroblarr could not read or write its database.</source>
        <translation>Scroblarr konnte seine Datenbank nicht lesen oder schreiben.</translation>
    </message>
    <message>
        <source>Scroblarr could not start</source>
        <translation>Scroblarr konnte nicht starten</translation>
    </message>
    <message>
        <source>Scroblarr ended while this was being sent; it is checked first.</source>
        <translation>Scroblarr wurde beendet, während das gesendet wurde; es wird zuerst nachgesehen.</translation>
    </message>
    <message>
        <source>Scroblarr is not signed in to {name}.</source>
        <translation>Scroblarr ist bei {name} nicht angemeldet.</translation>
    </message>
    <message>
        <source>Scroblarr is not signed in to {server} and cannot tell the library, so it counts.</source>
        <translation>Scroblarr ist bei {server} nicht angemeldet und kennt die Bibliothek nicht, also zählt es.</translation>
    </message>
    <message>
        <source>Scroblarr may not write into its own folder.</source>
        <translation>Scroblarr darf nicht in seinen eigenen Ordner schreiben.</translation>
    </message>
    <message>
        <source>Scroblarr reads its history from this computer now.</source>
        <translation>Scroblarr liest seinen Verlauf jetzt von diesem Computer aus.</translation>
    </message>
    <message>
        <source>Scroblarr reads its play history every three minutes instead: watches arrive a few minutes late, and what is playing now is not shown.</source>
        <translation>Scroblarr liest stattdessen alle drei Minuten den Verlauf: Gesehenes kommt ein paar Minuten später an, und was gerade läuft, wird nicht gezeigt.</translation>
    </message>
    <message>
        <source>Scroblarr stumbled over it. It is kept; please report it.</source>
        <translation>Scroblarr ist darüber gestolpert. Es ist aufbewahrt; bitte melde es.</translation>
    </message>
    <message>
        <source>Scroblarr stumbled over this; its log says how.</source>
        <translation>Scroblarr ist darüber gestolpert; sein Protokoll sagt, wie.</translation>
    </message>
    <message>
        <source>Scroblarr&apos;s database cannot be read.</source>
        <translation>Die Datenbank von Scroblarr kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>See {upgrade_url}.</source>
        <translation>Sieh {upgrade_url}.</translation>
    </message>
    <message>
        <source>Seen again, or only begun again?</source>
        <translation>Noch einmal gesehen oder nur noch einmal begonnen?</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Noch einmal senden</translation>
    </message>
    <message>
        <source>Send them</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Send, with the time of marking</source>
        <translation>Senden, mit der Zeit des Markierens</translation>
    </message>
    <message>
        <source>Send, with their release dates</source>
        <translation>Senden, mit dem Erscheinungsdatum</translation>
    </message>
    <message>
        <source>Several trackers do not work right now. What is watched is kept and sent later.</source>
        <translation>Mehrere Tracker funktionieren gerade nicht. Was gesehen wird, wird aufbewahrt und später gesendet.</translation>
    </message>
    <message>
        <source>Show the new address</source>
        <translation>Neue Adresse zeigen</translation>
    </message>
    <message>
        <source>Show the server</source>
        <translation>Server zeigen</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Neu anmelden</translation>
    </message>
    <message>
        <source>Sign in again to enter the address anew.</source>
        <translation>Melde dich neu an, um die Adresse neu einzugeben.</translation>
    </message>
    <message>
        <source>Sign in again with the address of a compatible server, or unlink the account.</source>
        <translation>Melde dich neu mit der Adresse eines kompatiblen Servers an oder trenne das Konto.</translation>
    </message>
    <message>
        <source>Sign in again.</source>
        <translation>Melde dich neu an.</translation>
    </message>
    <message>
        <source>Sign in again; until then nobody new is noticed there.</source>
        <translation>Melde dich neu an; bis dahin fällt dort niemand Neues auf.</translation>
    </message>
    <message>
        <source>Sign in again; what waits is sent then.</source>
        <translation>Melde dich neu an; was wartet, wird dann gesendet.</translation>
    </message>
    <message>
        <source>Sign in again; what was watched is kept and sent then.</source>
        <translation>Melde dich neu an; was gesehen wurde, ist aufbewahrt und wird dann gesendet.</translation>
    </message>
    <message>
        <source>Sign in as an administrator, or set it up by hand.</source>
        <translation>Melde dich als Administrator an oder richte es von Hand ein.</translation>
    </message>
    <message>
        <source>Sign in to this Jellyfin again: then you see the certificate first.</source>
        <translation>Melde dich bei diesem Jellyfin neu an: Dann siehst du zuerst das Zertifikat.</translation>
    </message>
    <message>
        <source>Sign in to this computer&apos;s desktop; Scroblarr tries again by itself.</source>
        <translation>Melde dich am Desktop dieses Computers an; Scroblarr versucht es von selbst noch einmal.</translation>
    </message>
    <message>
        <source>Sign in with a code instead.</source>
        <translation>Melde dich stattdessen mit einem Code an.</translation>
    </message>
    <message>
        <source>Sign in with another account, or ask an administrator of the Jellyfin.</source>
        <translation>Melde dich mit einem anderen Konto an oder frag einen Administrator des Jellyfin.</translation>
    </message>
    <message>
        <source>Sign in with name and password, or switch it on in Jellyfin: Dashboard, General.</source>
        <translation>Melde dich mit Name und Passwort an oder schalte es in Jellyfin ein: Dashboard, Allgemein.</translation>
    </message>
    <message>
        <source>Sign in with the account of the server&apos;s owner.</source>
        <translation>Melde dich mit dem Konto an, dem der Server gehört.</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>Simkl</source>
        <translation>Simkl</translation>
    </message>
    <message>
        <source>Simkl asks for a pause.</source>
        <translation>Simkl bittet um eine Pause.</translation>
    </message>
    <message>
        <source>Simkl can only take a film out of its lists altogether.</source>
        <translation>Simkl kann einen Film nur ganz aus seinen Listen nehmen.</translation>
    </message>
    <message>
        <source>Simkl did not say whose account this is.</source>
        <translation>Simkl hat nicht gesagt, wessen Konto das ist.</translation>
    </message>
    <message>
        <source>Simkl did not take it (status {status}).{because}</source>
        <translation>Simkl hat es nicht angenommen (Status {status}).{because}</translation>
    </message>
    <message>
        <source>Simkl does not accept the household&apos;s client id right now. It may be mistyped, deleted or locked, or Simkl is holding it back because too much was sent with it.</source>
        <translation>Simkl nimmt die Client-ID des Haushalts gerade nicht an. Vielleicht ist sie vertippt, gelöscht oder gesperrt, oder Simkl hält sie zurück, weil zu viel mit ihr gesendet wurde.</translation>
    </message>
    <message>
        <source>Simkl does not know this title.</source>
        <translation>Simkl kennt diesen Titel nicht.</translation>
    </message>
    <message>
        <source>Simkl does not know {place} yet.</source>
        <translation>Simkl kennt {place} noch nicht.</translation>
    </message>
    <message>
        <source>Simkl does not know {place}.</source>
        <translation>Simkl kennt {place} nicht.</translation>
    </message>
    <message>
        <source>Simkl does not know {title}.</source>
        <translation>Simkl kennt {title} nicht.</translation>
    </message>
    <message>
        <source>Simkl does not know {wanted}.</source>
        <translation>Simkl kennt {wanted} nicht.</translation>
    </message>
    <message>
        <source>Simkl gave an answer that makes no sense here (status {status}).</source>
        <translation>Simkl hat eine Antwort gegeben, die hier keinen Sinn ergibt (Status {status}).</translation>
    </message>
    <message>
        <source>Simkl gave this sign-in no right to mark anything.</source>
        <translation>Simkl hat dieser Anmeldung kein Recht gegeben, etwas zu markieren.</translation>
    </message>
    <message>
        <source>Simkl has an address for this title, and nothing there.</source>
        <translation>Simkl hat für diesen Titel eine Adresse, und dort ist nichts.</translation>
    </message>
    <message>
        <source>Simkl is not working properly right now.</source>
        <translation>Simkl funktioniert gerade nicht richtig.</translation>
    </message>
    <message>
        <source>Simkl is still busy with what was sent to this account before.</source>
        <translation>Simkl ist noch mit dem beschäftigt, was zuvor an dieses Konto ging.</translation>
    </message>
    <message>
        <source>Simkl knows the show, but not {title}.</source>
        <translation>Simkl kennt die Serie, aber nicht {title}.</translation>
    </message>
    <message>
        <source>Simkl knows {listed}, but your media server does not say the year of {title}.</source>
        <translation>Simkl kennt {listed}, aber dein Medienserver sagt nicht, aus welchem Jahr {title} ist.</translation>
    </message>
    <message>
        <source>Simkl needs the number of the episode, and your media server does not tell it for {value}.</source>
        <translation>Simkl braucht die Nummer der Folge, und dein Medienserver nennt sie für {value} nicht.</translation>
    </message>
    <message>
        <source>Simkl no longer accepts the sign-in.</source>
        <translation>Simkl nimmt die Anmeldung nicht mehr an.</translation>
    </message>
    <message>
        <source>Simkl no longer accepts this sign-in. It ends when the app is removed at Simkl under Connected Apps.</source>
        <translation>Simkl nimmt diese Anmeldung nicht mehr an. Sie endet, wenn die App bei Simkl unter Connected Apps entfernt wird.</translation>
    </message>
    <message>
        <source>Simkl refused once, but answered the next question.</source>
        <translation>Simkl hat einmal abgelehnt, aber die nächste Frage beantwortet.</translation>
    </message>
    <message>
        <source>Simkl took the message, but removed nothing.</source>
        <translation>Simkl hat die Nachricht angenommen, aber nichts entfernt.</translation>
    </message>
    <message>
        <source>Simkl&apos;s answer could not be read.</source>
        <translation>Die Antwort von Simkl konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Simkl&apos;s history takes what just ended as well.</source>
        <translation>Der Verlauf bei Simkl nimmt auch an, was gerade zu Ende ging.</translation>
    </message>
    <message>
        <source>Simkl&apos;s shield turned the request away before Simkl saw it. That passes by itself.</source>
        <translation>Der Schutzschild von Simkl hat die Anfrage abgewiesen, bevor Simkl sie sah. Das geht von selbst vorbei.</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Jemand</translation>
    </message>
    <message>
        <source>Somebody else signed in. This link belongs to {name}; unlink it first to change it.</source>
        <translation>Jemand anderes hat sich angemeldet. Diese Verknüpfung gehört {name}; trenne sie zuerst, um sie zu ändern.</translation>
    </message>
    <message>
        <source>Somebody has to look at the certificate of this server.</source>
        <translation>Jemand muss sich das Zertifikat dieses Servers ansehen.</translation>
    </message>
    <message>
        <source>Somebody is watching; nothing is finished.</source>
        <translation>Jemand schaut; noch ist nichts zu Ende.</translation>
    </message>
    <message>
        <source>Somebody new on {name}: {value}</source>
        <translation>Jemand Neues auf {name}: {value}</translation>
    </message>
    <message>
        <source>Something answers at {host}, but says that it is starting or out of order.</source>
        <translation>Unter {host} antwortet etwas, sagt aber, dass es gerade startet oder gestört ist.</translation>
    </message>
    <message>
        <source>Something answers there, but it is no Jellyfin.</source>
        <translation>Dort antwortet etwas, aber es ist kein Jellyfin.</translation>
    </message>
    <message>
        <source>Something unexpected happened.</source>
        <translation>Etwas Unerwartetes ist passiert.</translation>
    </message>
    <message>
        <source>Something unexpected happened. The log file has the details.</source>
        <translation>Etwas Unerwartetes ist passiert. Die Einzelheiten stehen in der Protokolldatei.</translation>
    </message>
    <message>
        <source>Something went wrong inside Scroblarr.</source>
        <translation>In Scroblarr ist etwas schiefgegangen.</translation>
    </message>
    <message>
        <source>Something went wrong with the file.</source>
        <translation>Mit der Datei ist etwas schiefgegangen.</translation>
    </message>
    <message>
        <source>Sounds like {name}.</source>
        <translation>Klingt nach {name}.</translation>
    </message>
    <message>
        <source>Start Jellyfin there, or add its port to the address if it has another one.</source>
        <translation>Starte Jellyfin dort oder gib hinter der Adresse seinen Port an, wenn er ein anderer ist.</translation>
    </message>
    <message>
        <source>Start Scroblarr there once more, then choose the file without “.part”.</source>
        <translation>Starte Scroblarr dort noch einmal und wähle dann die Datei ohne „.part“.</translation>
    </message>
    <message>
        <source>Start again.</source>
        <translation>Fang noch einmal an.</translation>
    </message>
    <message>
        <source>Start with another address (--bind).</source>
        <translation>Starte mit einer anderen Adresse (--bind).</translation>
    </message>
    <message>
        <source>Start with new secrets</source>
        <translation>Neue Geheimnisse beginnen</translation>
    </message>
    <message>
        <source>Switch it on, look whether Jellyfin runs there, or allow Jellyfin in that computer&apos;s firewall; then try again.</source>
        <translation>Schalte ihn ein, sieh nach, ob Jellyfin dort läuft, oder erlaube Jellyfin in der Firewall jenes Computers; versuch es dann noch einmal.</translation>
    </message>
    <message>
        <source>TV Time</source>
        <translation>TV Time</translation>
    </message>
    <message>
        <source>TV Time asks for a pause.</source>
        <translation>TV Time bittet um eine Pause.</translation>
    </message>
    <message>
        <source>TV Time closed on 15 July 2026. It only works with the address of a compatible server.</source>
        <translation>TV Time hat am 15. Juli 2026 geschlossen. Es geht nur mit der Adresse eines kompatiblen Servers.</translation>
    </message>
    <message>
        <source>TV Time did not accept the user name or the password.{because}</source>
        <translation>TV Time hat den Benutzernamen oder das Passwort nicht angenommen.{because}</translation>
    </message>
    <message>
        <source>TV Time did not take it (status {code}).{reason}</source>
        <translation>TV Time hat es nicht angenommen (Status {code}).{reason}</translation>
    </message>
    <message>
        <source>TV Time does not know this title.</source>
        <translation>TV Time kennt diesen Titel nicht.</translation>
    </message>
    <message>
        <source>TV Time does not know {title}.</source>
        <translation>TV Time kennt {title} nicht.</translation>
    </message>
    <message>
        <source>TV Time does not list the episodes of a show.</source>
        <translation>TV Time führt die Folgen einer Serie nicht auf.</translation>
    </message>
    <message>
        <source>TV Time does not tell which plays it holds.</source>
        <translation>TV Time sagt nicht, was es als gesehen führt.</translation>
    </message>
    <message>
        <source>TV Time ended the sign-in, and no password is kept here.</source>
        <translation>TV Time hat die Anmeldung beendet, und hier wird kein Passwort aufbewahrt.</translation>
    </message>
    <message>
        <source>TV Time has no call of its own for what just ended.</source>
        <translation>TV Time hat keinen eigenen Weg für das, was gerade zu Ende ging.</translation>
    </message>
    <message>
        <source>TV Time keeps what was marked as watched.</source>
        <translation>TV Time behält, was als gesehen markiert wurde.</translation>
    </message>
    <message>
        <source>TV Time needs the TVDB id of the episode, and your media server does not tell it.</source>
        <translation>TV Time braucht die TVDB-Kennung der Folge, und dein Medienserver nennt sie nicht.</translation>
    </message>
    <message>
        <source>TV Time needs the TVDB or IMDb id of {title}, and your media server tells neither.</source>
        <translation>TV Time braucht die TVDB- oder IMDb-Kennung von {title}, und dein Medienserver nennt keine von beiden.</translation>
    </message>
    <message>
        <source>TV Time no longer accepts the sign-in.</source>
        <translation>TV Time nimmt die Anmeldung nicht mehr an.</translation>
    </message>
    <message>
        <source>Thank you. Scroblarr goes on by itself: see its window.</source>
        <translation>Danke. Scroblarr macht von selbst weiter: Sieh in sein Fenster.</translation>
    </message>
    <message>
        <source>That could not be changed</source>
        <translation>Das ließ sich nicht ändern</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>Das hat nicht geklappt</translation>
    </message>
    <message>
        <source>That is no id of a play at Trakt.</source>
        <translation>Das ist keine Kennung eines Eintrags bei Trakt.</translation>
    </message>
    <message>
        <source>That is no play at Simkl.</source>
        <translation>Das ist kein Eintrag bei Simkl.</translation>
    </message>
    <message>
        <source>The API key still opens Jellyfin: remove it under Dashboard, API Keys.</source>
        <translation>Der API-Schlüssel öffnet Jellyfin noch: Entferne ihn unter Dashboard, API-Schlüssel.</translation>
    </message>
    <message>
        <source>The API key was not accepted.</source>
        <translation>Der API-Schlüssel wurde nicht angenommen.</translation>
    </message>
    <message>
        <source>The Jellyfin at {host} had an error of its own.</source>
        <translation>Das Jellyfin unter {host} hatte selbst einen Fehler.</translation>
    </message>
    <message>
        <source>The Jellyfin at {host} is starting or out of order.</source>
        <translation>Das Jellyfin unter {host} startet gerade oder ist gestört.</translation>
    </message>
    <message>
        <source>The Plex server</source>
        <translation>Der Plex-Server</translation>
    </message>
    <message>
        <source>The TV Time server is not working properly right now.</source>
        <translation>Der TV-Time-Server funktioniert gerade nicht richtig.</translation>
    </message>
    <message>
        <source>The TV Time server&apos;s answer could not be read.</source>
        <translation>Die Antwort des TV-Time-Servers konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The Trakt account is full: it reached a limit that Trakt sets.</source>
        <translation>Das Trakt-Konto ist voll: Es hat eine Grenze erreicht, die Trakt setzt.</translation>
    </message>
    <message>
        <source>The account does not own exactly one server.</source>
        <translation>Dem Konto gehört nicht genau ein Server.</translation>
    </message>
    <message>
        <source>The account is blocked</source>
        <translation>Das Konto ist gesperrt</translation>
    </message>
    <message>
        <source>The address cannot be called.</source>
        <translation>Die Adresse lässt sich nicht aufrufen.</translation>
    </message>
    <message>
        <source>The address is not this computer&apos;s</source>
        <translation>Die Adresse gehört nicht diesem Computer</translation>
    </message>
    <message>
        <source>The address that it has leads to this computer as well.</source>
        <translation>Die Adresse, die er hat, führt auch zu diesem Computer.</translation>
    </message>
    <message>
        <source>The address was {host} and is {host2} now. {name} still calls the old one, so nothing it reports arrives. Enter the new address there.</source>
        <translation>Die Adresse war {host} und ist jetzt {host2}. {name} ruft noch die alte, also kommt nichts an, was von dort gemeldet wird. Trag die neue Adresse dort ein.</translation>
    </message>
    <message>
        <source>The answer of {who} could not be read.</source>
        <translation>Die Antwort von {who} konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The answer to the sign-in was none of a Jellyfin.</source>
        <translation>Die Antwort auf die Anmeldung war nicht die eines Jellyfin.</translation>
    </message>
    <message>
        <source>The answer took too long.</source>
        <translation>Die Antwort hat zu lange gedauert.</translation>
    </message>
    <message>
        <source>The app is not signed in to this server.</source>
        <translation>Scroblarr ist an diesem Server nicht angemeldet.</translation>
    </message>
    <message>
        <source>The app was rejected</source>
        <translation>Die App wurde abgelehnt</translation>
    </message>
    <message>
        <source>The body broke off, or could not be unpacked.</source>
        <translation>Der Inhalt brach ab oder ließ sich nicht entpacken.</translation>
    </message>
    <message>
        <source>The body did not arrive within {time_out_s} seconds.</source>
        <translation>Der Inhalt kam nicht innerhalb von {time_out_s} Sekunden an.</translation>
    </message>
    <message>
        <source>The body does not say which server sent it.</source>
        <translation>Der Inhalt sagt nicht, welcher Server ihn gesendet hat.</translation>
    </message>
    <message>
        <source>The body does not say who was watching.</source>
        <translation>Der Inhalt sagt nicht, wer geschaut hat.</translation>
    </message>
    <message>
        <source>The body does not say {listed}. {remedy}</source>
        <translation>Der Inhalt nennt {listed} nicht. {remedy}</translation>
    </message>
    <message>
        <source>The body is JSON, but not an object with named fields.</source>
        <translation>Der Inhalt ist JSON, aber kein Objekt mit benannten Feldern.</translation>
    </message>
    <message>
        <source>The body is empty.</source>
        <translation>Der Inhalt ist leer.</translation>
    </message>
    <message>
        <source>The body is larger than {value} MiB.</source>
        <translation>Der Inhalt ist größer als {value} MiB.</translation>
    </message>
    <message>
        <source>The body is nested deeper than any media server writes it.</source>
        <translation>Der Inhalt ist tiefer verschachtelt, als ein Medienserver je schreibt.</translation>
    </message>
    <message>
        <source>The body is not JSON, so nothing can be read from it.</source>
        <translation>Der Inhalt ist kein JSON, also lässt sich nichts daraus lesen.</translation>
    </message>
    <message>
        <source>The body is too large.</source>
        <translation>Der Inhalt ist zu groß.</translation>
    </message>
    <message>
        <source>The code has run out</source>
        <translation>Der Code ist abgelaufen</translation>
    </message>
    <message>
        <source>The code is no longer valid</source>
        <translation>Der Code gilt nicht mehr</translation>
    </message>
    <message>
        <source>The code was not confirmed in time. Ask for a new one.</source>
        <translation>Der Code wurde nicht rechtzeitig bestätigt. Hol dir einen neuen.</translation>
    </message>
    <message>
        <source>The computer {host} is there, but nothing listens at port {tried}.</source>
        <translation>Der Computer {host} ist da, aber an Port {tried} lauscht nichts.</translation>
    </message>
    <message>
        <source>The daily copy of your data could not be made.</source>
        <translation>Die tägliche Kopie deiner Daten konnte nicht erstellt werden.</translation>
    </message>
    <message>
        <source>The database is damaged</source>
        <translation>Die Datenbank ist beschädigt</translation>
    </message>
    <message>
        <source>The database is in use</source>
        <translation>Die Datenbank wird gerade benutzt</translation>
    </message>
    <message>
        <source>The database is missing</source>
        <translation>Die Datenbank fehlt</translation>
    </message>
    <message>
        <source>The database is newer than this program</source>
        <translation>Die Datenbank ist neuer als dieses Programm</translation>
    </message>
    <message>
        <source>The destination had recorded it already.</source>
        <translation>Der Tracker hatte es schon verzeichnet.</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Der Speicherplatz ist voll</translation>
    </message>
    <message>
        <source>The field “{field}” {rule}.</source>
        <translation>Das Feld „{field}“ {rule}.</translation>
    </message>
    <message>
        <source>The file &apos;secret.key&apos; cannot be read.</source>
        <translation>Die Datei „secret.key“ kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The file cannot be read</source>
        <translation>Die Datei kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>The file cannot be written</source>
        <translation>Die Datei kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The file did not turn out right</source>
        <translation>Die Datei ist nicht richtig geworden</translation>
    </message>
    <message>
        <source>The file is damaged</source>
        <translation>Die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>The file is from a newer Scroblarr</source>
        <translation>Die Datei stammt von einem neueren Scroblarr</translation>
    </message>
    <message>
        <source>The file is not a whole copy of Scroblarr&apos;s database.</source>
        <translation>Die Datei ist keine vollständige Kopie der Datenbank von Scroblarr.</translation>
    </message>
    <message>
        <source>The file is not finished</source>
        <translation>Die Datei ist nicht fertig</translation>
    </message>
    <message>
        <source>The file is whole, and does not open with it.</source>
        <translation>Die Datei ist vollständig und lässt sich damit nicht öffnen.</translation>
    </message>
    <message>
        <source>The file needs {needed_mb} MB, and there is less in {place}.</source>
        <translation>Die Datei braucht {needed_mb} MB, und in {place} ist weniger.</translation>
    </message>
    <message>
        <source>The folder cannot be written</source>
        <translation>In den Ordner kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The form has no part named “payload”.</source>
        <translation>Das Formular hat keinen Teil namens „payload“.</translation>
    </message>
    <message>
        <source>The form is broken or incomplete.</source>
        <translation>Das Formular ist kaputt oder unvollständig.</translation>
    </message>
    <message>
        <source>The header X-API-Key must hold the local API key.</source>
        <translation>Der Header X-API-Key muss den Schlüssel der lokalen API enthalten.</translation>
    </message>
    <message>
        <source>The host has no address.</source>
        <translation>Der Computer hat keine Adresse.</translation>
    </message>
    <message>
        <source>The household uses another app now. Sign in again.</source>
        <translation>Der Haushalt benutzt jetzt eine andere App. Melde dich neu an.</translation>
    </message>
    <message>
        <source>The household was not moved</source>
        <translation>Der Haushalt ist nicht umgezogen</translation>
    </message>
    <message>
        <source>The household went to another computer on {at}, in the file {name}. Nothing is received or sent here any more.</source>
        <translation>Der Haushalt ist am {at} auf einen anderen Computer umgezogen, in der Datei {name}. Hier wird nichts mehr empfangen oder gesendet.</translation>
    </message>
    <message>
        <source>The household&apos;s app at {title} was taken out meanwhile. Enter it again first.</source>
        <translation>Die App des Haushalts bei {title} wurde inzwischen entfernt. Trag sie zuerst wieder ein.</translation>
    </message>
    <message>
        <source>The household&apos;s app was changed meanwhile. Start the sign-in again.</source>
        <translation>Die App des Haushalts wurde inzwischen geändert. Starte die Anmeldung neu.</translation>
    </message>
    <message>
        <source>The household&apos;s app was entered anew; the sign-in is checked.</source>
        <translation>Die App des Haushalts wurde neu eingetragen; die Anmeldung wird geprüft.</translation>
    </message>
    <message>
        <source>The key that protects the saved sign-ins is missing or is not the right one.</source>
        <translation>Der Schlüssel, der die gespeicherten Anmeldungen schützt, fehlt oder ist nicht der richtige.</translation>
    </message>
    <message>
        <source>The key that protects the saved sign-ins is not in this computer&apos;s keyring any more.</source>
        <translation>Der Schlüssel, der die gespeicherten Anmeldungen schützt, ist nicht mehr im Schlüsselbund dieses Computers.</translation>
    </message>
    <message>
        <source>The key that protects the saved sign-ins lies in this computer&apos;s keyring.</source>
        <translation>Der Schlüssel, der die gespeicherten Anmeldungen schützt, liegt im Schlüsselbund dieses Computers.</translation>
    </message>
    <message>
        <source>The key to everything secret is missing</source>
        <translation>Der Schlüssel zu allem Geheimen fehlt</translation>
    </message>
    <message>
        <source>The key to the saved sign-ins is missing: sign in again.</source>
        <translation>Der Schlüssel zu den gespeicherten Anmeldungen fehlt: Melde dich neu an.</translation>
    </message>
    <message>
        <source>The keyring did not take the key</source>
        <translation>Der Schlüsselbund hat den Schlüssel nicht angenommen</translation>
    </message>
    <message>
        <source>The keyring does not answer</source>
        <translation>Der Schlüsselbund antwortet nicht</translation>
    </message>
    <message>
        <source>The keyring has not answered yet</source>
        <translation>Der Schlüsselbund hat noch nicht geantwortet</translation>
    </message>
    <message>
        <source>The keyring is locked</source>
        <translation>Der Schlüsselbund ist gesperrt</translation>
    </message>
    <message>
        <source>The log cannot be written</source>
        <translation>Das Protokoll kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The look-up took too long.</source>
        <translation>Das Nachschlagen hat zu lange gedauert.</translation>
    </message>
    <message>
        <source>The media server could not reach it.</source>
        <translation>Der Medienserver konnte es nicht erreichen.</translation>
    </message>
    <message>
        <source>The name {host} was not found. This computer may be offline.</source>
        <translation>Der Name {host} wurde nicht gefunden. Vielleicht ist dieser Computer offline.</translation>
    </message>
    <message>
        <source>The network knows no computer called {host}. This computer may be offline, too.</source>
        <translation>Das Netzwerk kennt keinen Computer namens {host}. Vielleicht ist auch dieser Computer offline.</translation>
    </message>
    <message>
        <source>The other computer did not get to the end of writing it, and goes on as before.</source>
        <translation>Der andere Computer ist mit dem Schreiben nicht fertig geworden und macht weiter wie bisher.</translation>
    </message>
    <message>
        <source>The page is open on a device that knows the address of the other computer.</source>
        <translation>Die Seite ist auf einem Gerät offen, das die Adresse des anderen Computers kennt.</translation>
    </message>
    <message>
        <source>The passphrase is not right</source>
        <translation>Die Passphrase stimmt nicht</translation>
    </message>
    <message>
        <source>The payload is empty.</source>
        <translation>Die Nutzlast ist leer.</translation>
    </message>
    <message>
        <source>The port is reserved</source>
        <translation>Der Port ist reserviert</translation>
    </message>
    <message>
        <source>The port is taken</source>
        <translation>Der Port ist belegt</translation>
    </message>
    <message>
        <source>The program is ending.</source>
        <translation>Das Programm wird gerade beendet.</translation>
    </message>
    <message>
        <source>The program {name}</source>
        <translation>Das Programm {name}</translation>
    </message>
    <message>
        <source>The request holds a character that a web address may not have.</source>
        <translation>Die Anfrage enthält ein Zeichen, das in einer Webadresse nicht stehen darf.</translation>
    </message>
    <message>
        <source>The same watch as {id}, which went there.</source>
        <translation>Dasselbe wie {id}, und das ging dorthin.</translation>
    </message>
    <message>
        <source>The same watch is kept already, as entry {kept_id}.</source>
        <translation>Dasselbe ist schon aufbewahrt, als Eintrag {kept_id}.</translation>
    </message>
    <message>
        <source>The saved sign-ins cannot be opened</source>
        <translation>Die gespeicherten Anmeldungen lassen sich nicht öffnen</translation>
    </message>
    <message>
        <source>The saved sign-ins cannot be opened now</source>
        <translation>Die gespeicherten Anmeldungen lassen sich gerade nicht öffnen</translation>
    </message>
    <message>
        <source>The sign-in at Plex ended</source>
        <translation>Die Anmeldung bei Plex ist abgelaufen</translation>
    </message>
    <message>
        <source>The sign-in at Plex is gone.</source>
        <translation>Die Anmeldung bei Plex ist weg.</translation>
    </message>
    <message>
        <source>The sign-in at {names} ended</source>
        <translation>Die Anmeldung bei {names} ist abgelaufen</translation>
    </message>
    <message>
        <source>The sign-in ended</source>
        <translation>Die Anmeldung ist abgelaufen</translation>
    </message>
    <message>
        <source>The sign-in was declined in the browser. Start it again if you want to link the account.</source>
        <translation>Die Anmeldung wurde im Browser abgelehnt. Starte sie neu, wenn du das Konto verknüpfen möchtest.</translation>
    </message>
    <message>
        <source>The sign-in was declined. Ask for a new code to try again.</source>
        <translation>Die Anmeldung wurde abgelehnt. Hol dir einen neuen Code, um es noch einmal zu versuchen.</translation>
    </message>
    <message>
        <source>The sign-in was interrupted. Ask for a new code to try again.</source>
        <translation>Die Anmeldung wurde unterbrochen. Hol dir einen neuen Code, um es noch einmal zu versuchen.</translation>
    </message>
    <message>
        <source>The sign-in was renewed and still is not accepted.</source>
        <translation>Die Anmeldung wurde erneuert und wird trotzdem nicht angenommen.</translation>
    </message>
    <message>
        <source>The sign-in works here.</source>
        <translation>Die Anmeldung geht hier.</translation>
    </message>
    <message>
        <source>The system keeps port {port} for itself.</source>
        <translation>Das System behält Port {port} für sich.</translation>
    </message>
    <message>
        <source>The system refused it: {value}.</source>
        <translation>Das System hat es abgelehnt: {value}.</translation>
    </message>
    <message>
        <source>The watch was deleted from the log.</source>
        <translation>Der Eintrag wurde aus dem Protokoll gelöscht.</translation>
    </message>
    <message>
        <source>There is no new backup</source>
        <translation>Es gibt keine neue Sicherung</translation>
    </message>
    <message>
        <source>There is no room left to keep what is watched.</source>
        <translation>Es ist kein Platz mehr, um aufzubewahren, was gesehen wird.</translation>
    </message>
    <message>
        <source>There is no saved sign-in for this account.</source>
        <translation>Für dieses Konto ist keine Anmeldung gespeichert.</translation>
    </message>
    <message>
        <source>There is no such {what}.</source>
        <translation>Das gibt es hier nicht (mehr).</translation>
    </message>
    <message>
        <source>There is no webhook at this address.</source>
        <translation>Unter dieser Adresse gibt es keinen Webhook.</translation>
    </message>
    <message>
        <source>There is not enough room</source>
        <translation>Es ist nicht genug Platz</translation>
    </message>
    <message>
        <source>There is nothing at this address.</source>
        <translation>Unter dieser Adresse gibt es nichts.</translation>
    </message>
    <message>
        <source>There was a database in Scroblarr&apos;s folder, and it is not there any more.</source>
        <translation>Im Ordner von Scroblarr war eine Datenbank, und sie ist nicht mehr da.</translation>
    </message>
    <message>
        <source>These are the same person already.</source>
        <translation>Das ist schon dieselbe Person.</translation>
    </message>
    <message>
        <source>These servers belong to the Plex account {account}, but {other} signed in. Sign in as {account}, or connect the other account&apos;s servers by themselves.</source>
        <translation>Diese Server gehören zum Plex-Konto {account}, aber {other} hat sich angemeldet. Melde dich als {account} an oder verbinde die Server des anderen Kontos für sich.</translation>
    </message>
    <message>
        <source>This Jellyfin does not have what was asked for.</source>
        <translation>Dieses Jellyfin hat nicht, wonach gefragt wurde.</translation>
    </message>
    <message>
        <source>This Jellyfin does not let anybody in by a code.</source>
        <translation>Dieses Jellyfin lässt niemanden mit einem Code herein.</translation>
    </message>
    <message>
        <source>This Jellyfin is too old</source>
        <translation>Dieses Jellyfin ist zu alt</translation>
    </message>
    <message>
        <source>This Jellyfin waits for its own first set-up and has no accounts yet.</source>
        <translation>Dieses Jellyfin wartet noch auf seine erste Einrichtung und hat noch keine Konten.</translation>
    </message>
    <message>
        <source>This account has no Plex Pass, so Plex does not report what is watched. Scroblarr reads the play history every three minutes instead: watches arrive a few minutes late, and what is playing now is not shown.</source>
        <translation>Dieses Konto hat keinen Plex Pass, also meldet Plex nicht, was gesehen wird. Scroblarr liest stattdessen alle drei Minuten den Verlauf: Gesehenes kommt ein paar Minuten später an, und was gerade läuft, wird nicht gezeigt.</translation>
    </message>
    <message>
        <source>This account is already linked to another member of the household, and one account cannot belong to two. If both are the same person, give one member both viewers. If two people watch together, give that viewer to both members and link each with an account of their own.</source>
        <translation>Dieses Konto ist schon mit einer anderen Person im Haushalt verknüpft, und ein Konto kann nicht zweien gehören. Sind beide dieselbe Person, gib einer beide Profile. Schauen zwei zusammen, gib das Profil beiden und verknüpfe jede mit einem eigenen Konto.</translation>
    </message>
    <message>
        <source>This account is linked already. Unlink it first to use another one.</source>
        <translation>Dieses Konto ist schon verknüpft. Trenne es zuerst, um ein anderes zu benutzen.</translation>
    </message>
    <message>
        <source>This account is locked</source>
        <translation>Dieses Konto ist gesperrt</translation>
    </message>
    <message>
        <source>This account is not linked.</source>
        <translation>Dieses Konto ist nicht verknüpft.</translation>
    </message>
    <message>
        <source>This account signed in with another app than the one entered now.</source>
        <translation>Dieses Konto hat sich mit einer anderen App angemeldet als der, die jetzt eingetragen ist.</translation>
    </message>
    <message>
        <source>This account was unlinked meanwhile.</source>
        <translation>Dieses Konto wurde inzwischen getrennt.</translation>
    </message>
    <message>
        <source>This address is not safe</source>
        <translation>Diese Adresse ist nicht sicher</translation>
    </message>
    <message>
        <source>This address works: add it to the webhooks of your Plex account.</source>
        <translation>Diese Adresse stimmt: Füge sie zu den Webhooks deines Plex-Kontos hinzu.</translation>
    </message>
    <message>
        <source>This address works: enter it in Jellyfin&apos;s webhook plugin.</source>
        <translation>Diese Adresse stimmt: Trag sie in Jellyfins Webhook-Plugin ein.</translation>
    </message>
    <message>
        <source>This belongs to no show.</source>
        <translation>Das gehört zu keiner Serie.</translation>
    </message>
    <message>
        <source>This came from Emby, which this app does not read. Plex and Jellyfin servers can be added.</source>
        <translation>Das kam von Emby, das Scroblarr nicht liest. Server von Plex und Jellyfin lassen sich hinzufügen.</translation>
    </message>
    <message>
        <source>This came from Jellyfin, but went to the address of a Plex server. Put the address of your Jellyfin server&apos;s page into Jellyfin.</source>
        <translation>Das kam von Jellyfin, ging aber an die Adresse eines Plex-Servers. Trag in Jellyfin die Adresse von der Seite deines Jellyfin-Servers ein.</translation>
    </message>
    <message>
        <source>This came from Plex, but went to the address of a Jellyfin server. Put the address of your Plex server&apos;s page into Plex.</source>
        <translation>Das kam von Plex, ging aber an die Adresse eines Jellyfin-Servers. Trag in Plex die Adresse von der Seite deines Plex-Servers ein.</translation>
    </message>
    <message>
        <source>This came from Tautulli, whose templates do not say reliably who watched which episode. Put the address of your Plex server&apos;s page into Plex&apos;s own webhooks instead.</source>
        <translation>Das kam von Tautulli, dessen Vorlagen nicht verlässlich sagen, wer welche Folge gesehen hat. Trag stattdessen die Adresse von der Seite deines Plex-Servers in Plex&apos; eigene Webhooks ein.</translation>
    </message>
    <message>
        <source>This came from the Jellyfin plugin &quot;Webhooks&quot; by shemanaev, which this app does not read. Install the plugin &quot;Webhook&quot; from Jellyfin&apos;s own catalogue instead.</source>
        <translation>Das kam von dem Jellyfin-Plugin „Webhooks“ von shemanaev, das Scroblarr nicht liest. Installiere stattdessen das Plugin „Webhook“ aus Jellyfins eigenem Katalog.</translation>
    </message>
    <message>
        <source>This computer could not read it ({why}).</source>
        <translation>Dieser Computer konnte sie nicht lesen ({why}).</translation>
    </message>
    <message>
        <source>This computer does not have the address {host} (any more).</source>
        <translation>Dieser Computer hat die Adresse {host} nicht (mehr).</translation>
    </message>
    <message>
        <source>This computer has no such name. PUT /api/v1/settings/hosts adds names.</source>
        <translation>So heißt dieser Computer nicht. PUT /api/v1/settings/hosts fügt Namen hinzu.</translation>
    </message>
    <message>
        <source>This computer is in no network</source>
        <translation>Dieser Computer ist in keinem Netzwerk</translation>
    </message>
    <message>
        <source>This computer is short of memory</source>
        <translation>Diesem Computer fehlt Arbeitsspeicher</translation>
    </message>
    <message>
        <source>This computer refused to change what starts at login ({why}).</source>
        <translation>Dieser Computer wollte nicht ändern, was beim Anmelden startet ({why}).</translation>
    </message>
    <message>
        <source>This computer refused to write it ({why}).</source>
        <translation>Dieser Computer wollte sie nicht schreiben ({why}).</translation>
    </message>
    <message>
        <source>This computer&apos;s address does not stand among the account&apos;s webhooks in Plex.</source>
        <translation>Die Adresse dieses Computers steht nicht unter den Webhooks des Kontos in Plex.</translation>
    </message>
    <message>
        <source>This computer&apos;s proxy did not lead to {host}.</source>
        <translation>Der Proxy dieses Computers hat nicht zu {host} geführt.</translation>
    </message>
    <message>
        <source>This copy cannot be used</source>
        <translation>Diese Kopie ist nicht zu gebrauchen</translation>
    </message>
    <message>
        <source>This copy was moved to another PC</source>
        <translation>Dieses Scroblarr ist auf einen anderen PC umgezogen</translation>
    </message>
    <message>
        <source>This is a rating, not a watch.</source>
        <translation>Das ist eine Bewertung; gesehen wurde nichts.</translation>
    </message>
    <message>
        <source>This is another Jellyfin than {name}. Enter the address of {name}, or connect this one beside it.</source>
        <translation>Das ist ein anderes Jellyfin als {name}. Gib die Adresse von {name} ein oder verbinde dieses daneben.</translation>
    </message>
    <message>
        <source>This is another kind of file</source>
        <translation>Das ist eine andere Art von Datei</translation>
    </message>
    <message>
        <source>This is not a Jellyfin</source>
        <translation>Das ist kein Jellyfin</translation>
    </message>
    <message>
        <source>This is not an address</source>
        <translation>Das ist keine Adresse</translation>
    </message>
    <message>
        <source>This is the title as which it stands there.</source>
        <translation>Das ist der Titel, als der es dort steht.</translation>
    </message>
    <message>
        <source>This is {name}</source>
        <translation>Das ist {name}</translation>
    </message>
    <message>
        <source>This library does not count for {name}.</source>
        <translation>Diese Bibliothek zählt für {name} nicht.</translation>
    </message>
    <message>
        <source>This method is not possible at this address.</source>
        <translation>Diese Methode ist unter dieser Adresse nicht möglich.</translation>
    </message>
    <message>
        <source>This needs an administrator</source>
        <translation>Das braucht einen Administrator</translation>
    </message>
    <message>
        <source>This page belongs to no sign-in that is under way.</source>
        <translation>Diese Seite gehört zu keiner laufenden Anmeldung.</translation>
    </message>
    <message>
        <source>This phone reaches Scroblarr on {computer}.</source>
        <translation>Dieses Handy erreicht Scroblarr auf {computer}.</translation>
    </message>
    <message>
        <source>This server has no address of its own.</source>
        <translation>Dieser Server hat keine eigene Adresse.</translation>
    </message>
    <message>
        <source>This server is connected already, as {name}.</source>
        <translation>Dieser Server ist schon verbunden, als {name}.</translation>
    </message>
    <message>
        <source>This sign-in cannot be renewed.</source>
        <translation>Diese Anmeldung lässt sich nicht erneuern.</translation>
    </message>
    <message>
        <source>This sign-in was answered already.</source>
        <translation>Diese Anmeldung wurde schon beantwortet.</translation>
    </message>
    <message>
        <source>This viewer</source>
        <translation>Dieses Profil</translation>
    </message>
    <message>
        <source>This was Scroblarr&apos;s own test of the address.</source>
        <translation>Das war Scroblarrs eigene Prüfung der Adresse.</translation>
    </message>
    <message>
        <source>This was a clip, not a movie or an episode.</source>
        <translation>Das war ein Clip, kein Film und keine Folge.</translation>
    </message>
    <message>
        <source>This was a photo; only movies and episodes are counted.</source>
        <translation>Das war ein Foto; nur Filme und Folgen werden gezählt.</translation>
    </message>
    <message>
        <source>This was a trailer or another extra, not the movie or episode itself.</source>
        <translation>Das war ein Trailer oder ein anderes Extra, nicht der Film oder die Folge selbst.</translation>
    </message>
    <message>
        <source>This was a trailer that Plex plays before the movie.</source>
        <translation>Das war ein Trailer, den Plex vor dem Film abspielt.</translation>
    </message>
    <message>
        <source>This was live television, which counts as no movie or episode.</source>
        <translation>Das war Live-Fernsehen; es zählt weder als Film noch als Folge.</translation>
    </message>
    <message>
        <source>This was marked as not watched; what was sent before stays.</source>
        <translation>Das wurde als nicht gesehen markiert; was zuvor gesendet wurde, bleibt.</translation>
    </message>
    <message>
        <source>This was more than a day ago. Take the viewer away instead.</source>
        <translation>Das ist mehr als einen Tag her. Nimm stattdessen das Profil weg.</translation>
    </message>
    <message>
        <source>This was music; only movies and episodes are counted.</source>
        <translation>Das war Musik; nur Filme und Folgen werden gezählt.</translation>
    </message>
    <message>
        <source>This was of the type &quot;{item_type}&quot;; only movies and episodes are counted.</source>
        <translation>Das war von der Art „{item_type}“; nur Filme und Folgen werden gezählt.</translation>
    </message>
    <message>
        <source>This was of the type &quot;{kind}&quot;; only movies and episodes are counted.</source>
        <translation>Das war von der Art „{kind}“; nur Filme und Folgen werden gezählt.</translation>
    </message>
    <message>
        <source>This was undone already.</source>
        <translation>Das wurde schon rückgängig gemacht.</translation>
    </message>
    <message>
        <source>This watch was taken back already.</source>
        <translation>Das wurde schon zurückgenommen.</translation>
    </message>
    <message>
        <source>Tick &quot;Send All Properties&quot; in the settings of Jellyfin&apos;s webhook plugin, or add this to the template.</source>
        <translation>Hake in den Einstellungen von Jellyfins Webhook-Plugin „Send All Properties“ an oder füge das zur Vorlage hinzu.</translation>
    </message>
    <message>
        <source>Too many requests</source>
        <translation>Zu viele Anfragen</translation>
    </message>
    <message>
        <source>Trakt</source>
        <translation>Trakt</translation>
    </message>
    <message>
        <source>Trakt asks for a pause.</source>
        <translation>Trakt bittet um eine Pause.</translation>
    </message>
    <message>
        <source>Trakt did not renew the sign-in (status {status}).{said}</source>
        <translation>Trakt hat die Anmeldung nicht erneuert (Status {status}).{said}</translation>
    </message>
    <message>
        <source>Trakt did not say whose account this is.</source>
        <translation>Trakt hat nicht gesagt, wessen Konto das ist.</translation>
    </message>
    <message>
        <source>Trakt did not take it (status {status}).{said}</source>
        <translation>Trakt hat es nicht angenommen (Status {status}).{said}</translation>
    </message>
    <message>
        <source>Trakt does not accept the household&apos;s app. It may have been deleted, or its owner&apos;s VIP membership may have ended.</source>
        <translation>Trakt nimmt die App des Haushalts nicht an. Vielleicht wurde sie gelöscht, oder die VIP-Mitgliedschaft dazu ist abgelaufen.</translation>
    </message>
    <message>
        <source>Trakt does not know this title.</source>
        <translation>Trakt kennt diesen Titel nicht.</translation>
    </message>
    <message>
        <source>Trakt does not know {dated}.</source>
        <translation>Trakt kennt {dated} nicht.</translation>
    </message>
    <message>
        <source>Trakt does not know {place}.</source>
        <translation>Trakt kennt {place} nicht.</translation>
    </message>
    <message>
        <source>Trakt does not let this app mark things live.</source>
        <translation>Trakt lässt diese App nichts sofort markieren.</translation>
    </message>
    <message>
        <source>Trakt does not let this app mark things live: they go into the history.</source>
        <translation>Trakt lässt diese App nichts sofort markieren: Es kommt in den Verlauf.</translation>
    </message>
    <message>
        <source>Trakt gave an answer that makes no sense here (status {status}).</source>
        <translation>Trakt hat eine Antwort gegeben, die hier keinen Sinn ergibt (Status {status}).</translation>
    </message>
    <message>
        <source>Trakt is not working properly right now.</source>
        <translation>Trakt funktioniert gerade nicht richtig.</translation>
    </message>
    <message>
        <source>Trakt keeps this for VIP members.</source>
        <translation>Trakt behält das VIP-Mitgliedern vor.</translation>
    </message>
    <message>
        <source>Trakt knows {listed}, but not {place} of {year}.</source>
        <translation>Trakt kennt {listed}, aber nicht {place} von {year}.</translation>
    </message>
    <message>
        <source>Trakt knows {listed}, but your media server does not say the year of {title}.</source>
        <translation>Trakt kennt {listed}, aber dein Medienserver sagt nicht, aus welchem Jahr {title} ist.</translation>
    </message>
    <message>
        <source>Trakt locked or deactivated this account.</source>
        <translation>Trakt hat dieses Konto gesperrt oder deaktiviert.</translation>
    </message>
    <message>
        <source>Trakt no longer accepts the access token.</source>
        <translation>Trakt nimmt das Zugriffstoken nicht mehr an.</translation>
    </message>
    <message>
        <source>Trakt no longer accepts this sign-in.</source>
        <translation>Trakt nimmt diese Anmeldung nicht mehr an.</translation>
    </message>
    <message>
        <source>Trakt no longer knows {title}.</source>
        <translation>Trakt kennt {title} nicht mehr.</translation>
    </message>
    <message>
        <source>Trakt refused once, but answered the next question.</source>
        <translation>Trakt hat einmal abgelehnt, aber die nächste Frage beantwortet.</translation>
    </message>
    <message>
        <source>Trakt took the message, but added nothing. The account may be set to keep only one play of each title.</source>
        <translation>Trakt hat die Nachricht angenommen, aber nichts hinzugefügt. Vielleicht ist das Konto so eingestellt, dass es jeden Titel nur einmal führt.</translation>
    </message>
    <message>
        <source>Trakt took the message, but did not count it as watched.</source>
        <translation>Trakt hat die Nachricht angenommen, es aber nicht als gesehen gezählt.</translation>
    </message>
    <message>
        <source>Trakt took the message, but removed nothing.</source>
        <translation>Trakt hat die Nachricht angenommen, aber nichts entfernt.</translation>
    </message>
    <message>
        <source>Trakt&apos;s answer could not be read.</source>
        <translation>Die Antwort von Trakt konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Trakt&apos;s shield turned the request away before Trakt saw it. That passes by itself.</source>
        <translation>Der Schutzschild von Trakt hat die Anfrage abgewiesen, bevor Trakt sie sah. Das geht von selbst vorbei.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation>Versuch es in einer Minute noch einmal.</translation>
    </message>
    <message>
        <source>Try again in a minute. If it stays so, look at the computer on which Jellyfin runs.</source>
        <translation>Versuch es in einer Minute noch einmal. Bleibt es so, sieh am Computer nach, auf dem Jellyfin läuft.</translation>
    </message>
    <message>
        <source>Try again, or enter the address by hand.</source>
        <translation>Versuch es noch einmal oder trag die Adresse von Hand ein.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Versuch es noch einmal.</translation>
    </message>
    <message>
        <source>Try again. If it stays so, set it up by hand.</source>
        <translation>Versuch es noch einmal. Bleibt es so, richte es von Hand ein.</translation>
    </message>
    <message>
        <source>Turned away at the door</source>
        <translation>An der Tür abgewiesen</translation>
    </message>
    <message>
        <source>Type both again. Jellyfin locks an account after several wrong passwords.</source>
        <translation>Gib beides noch einmal ein. Nach mehreren falschen Passwörtern sperrt Jellyfin ein Konto.</translation>
    </message>
    <message>
        <source>Type it again: capital letters and every sign count.</source>
        <translation>Gib sie noch einmal ein: Großbuchstaben und jedes Zeichen zählen.</translation>
    </message>
    <message>
        <source>Under Dashboard, Devices, remove this computer&apos;s entry of Scroblarr.</source>
        <translation>Entferne unter Dashboard, Geräte den Scroblarr-Eintrag dieses Computers.</translation>
    </message>
    <message>
        <source>Under Settings, then Authorized Devices, remove {product}.</source>
        <translation>Entferne unter Einstellungen, Autorisierte Geräte {product}.</translation>
    </message>
    <message>
        <source>Unknown server</source>
        <translation>Unbekannter Server</translation>
    </message>
    <message>
        <source>Unlock the keyring if it asks for that.</source>
        <translation>Entsperre den Schlüsselbund, wenn er danach fragt.</translation>
    </message>
    <message>
        <source>Unlock the keyring, then try again.</source>
        <translation>Entsperre den Schlüsselbund und versuch es dann noch einmal.</translation>
    </message>
    <message>
        <source>Unlock the keyring; Scroblarr goes on by itself.</source>
        <translation>Entsperre den Schlüsselbund; Scroblarr macht von selbst weiter.</translation>
    </message>
    <message>
        <source>Update Jellyfin, then try again.</source>
        <translation>Aktualisiere Jellyfin und versuch es dann noch einmal.</translation>
    </message>
    <message>
        <source>Use Scroblarr there.</source>
        <translation>Benutze Scroblarr dort.</translation>
    </message>
    <message>
        <source>Use Scroblarr there. To go on here, start Scroblarr with its window, which shows the ways.</source>
        <translation>Benutze Scroblarr dort. Um hier weiterzumachen, starte Scroblarr mit seinem Fenster, das die Wege zeigt.</translation>
    </message>
    <message>
        <source>Use the address that Jellyfin has inside your home network, e.g. 192.168.1.20:8096.</source>
        <translation>Nimm die Adresse, die Jellyfin in deinem Heimnetz hat, z.&#xa0;B. 192.168.1.20:8096.</translation>
    </message>
    <message>
        <source>Use the inner address of the Jellyfin, without that page in front.</source>
        <translation>Nimm die innere Adresse des Jellyfin, ohne die Seite davor.</translation>
    </message>
    <message>
        <source>Waiting for you to agree in the browser.</source>
        <translation>Wartet darauf, dass du im Browser zustimmst.</translation>
    </message>
    <message>
        <source>Waiting for you to confirm the code.</source>
        <translation>Wartet darauf, dass du den Code bestätigst.</translation>
    </message>
    <message>
        <source>What about the pause?</source>
        <translation>Was ist mit der Pause?</translation>
    </message>
    <message>
        <source>What answers at {host} does not speak https there.</source>
        <translation>Was unter {host} antwortet, spricht dort kein https.</translation>
    </message>
    <message>
        <source>What answers there is no Plex server.</source>
        <translation>Was dort antwortet, ist kein Plex-Server.</translation>
    </message>
    <message>
        <source>What is watched is kept here. No tracker account is linked yet.</source>
        <translation>Was gesehen wird, wird hier aufbewahrt. Noch ist kein Tracker verknüpft.</translation>
    </message>
    <message>
        <source>What is watched there is read from its history instead, a few minutes late. Nothing is lost.</source>
        <translation>Was dort gesehen wird, wird stattdessen aus dem Verlauf gelesen, ein paar Minuten später. Nichts geht verloren.</translation>
    </message>
    <message>
        <source>Who is this? 1 watch is kept for them until you say so.</source>
        <translation>Wer ist das? 1 Titel ist aufbewahrt, bis du es sagst.</translation>
    </message>
    <message>
        <source>Who is this? What they finish is kept until you say so.</source>
        <translation>Wer ist das? Was dort zu Ende gesehen wird, bleibt aufbewahrt, bis du es sagst.</translation>
    </message>
    <message>
        <source>Who is this? {count} watches are kept for them until you say so.</source>
        <translation>Wer ist das? {count} Titel sind aufbewahrt, bis du es sagst.</translation>
    </message>
    <message>
        <source>With a Plex Pass, try again.</source>
        <translation>Mit einem Plex Pass versuch es noch einmal.</translation>
    </message>
    <message>
        <source>Write to support@trakt.tv from the account&apos;s e-mail address.</source>
        <translation>Schreib von der E-Mail-Adresse des Kontos aus an support@trakt.tv.</translation>
    </message>
    <message>
        <source>Wrong name or password</source>
        <translation>Falscher Name oder falsches Passwort</translation>
    </message>
    <message>
        <source>You can close this page.</source>
        <translation>Du kannst diese Seite schließen.</translation>
    </message>
    <message>
        <source>You cancelled it.</source>
        <translation>Du hast es abgebrochen.</translation>
    </message>
    <message>
        <source>You chose another title for it.</source>
        <translation>Du hast einen anderen Titel dafür gewählt.</translation>
    </message>
    <message>
        <source>You chose never to send {name}.</source>
        <translation>Du hast gewählt, {name} nie zu senden.</translation>
    </message>
    <message>
        <source>You chose to ignore this viewer.</source>
        <translation>Du hast gewählt, dieses Profil zu ignorieren.</translation>
    </message>
    <message>
        <source>You chose to keep it here only.</source>
        <translation>Du hast gewählt, es nur hier zu behalten.</translation>
    </message>
    <message>
        <source>You chose to leave it there.</source>
        <translation>Du hast gewählt, es dort zu lassen.</translation>
    </message>
    <message>
        <source>You said that {names} watched it.</source>
        <translation>Du hast gesagt: Gesehen hat es {names}.</translation>
    </message>
    <message>
        <source>You stopped it in time: everything stays as it was.</source>
        <translation>Du hast es rechtzeitig angehalten: Alles bleibt, wie es war.</translation>
    </message>
    <message>
        <source>You undid giving {name} to {listed}.</source>
        <translation>Du hast zurückgenommen, dass {name} zu {listed} gehört.</translation>
    </message>
    <message>
        <source>You undid this watch.</source>
        <translation>Du hast es rückgängig gemacht.</translation>
    </message>
    <message>
        <source>Your data was put back from a copy, and the sign-in in it is not valid any more.</source>
        <translation>Deine Daten wurden aus einer Kopie zurückgeholt, und die Anmeldung darin gilt nicht mehr.</translation>
    </message>
    <message>
        <source>Your data was put back from a copy, so it is checked first whether this arrived.</source>
        <translation>Deine Daten wurden aus einer Kopie zurückgeholt, also wird zuerst nachgesehen, ob das angekommen ist.</translation>
    </message>
    <message>
        <source>Your system&apos;s own settings list what starts at login: change it there.</source>
        <translation>In den Einstellungen deines Systems steht, was beim Anmelden startet: Ändere es dort.</translation>
    </message>
    <message>
        <source>{count} watches can be sent there.</source>
        <translation>{count} Titel können dorthin gesendet werden.</translation>
    </message>
    <message>
        <source>{count} watches of the pause wait to be sent.</source>
        <translation>{count} Titel aus der Pause warten auf das Senden.</translation>
    </message>
    <message>
        <source>{count} watches since {day} can be sent there.</source>
        <translation>{count} Titel seit {day} können dorthin gesendet werden.</translation>
    </message>
    <message>
        <source>{dated} may be {listed} at Trakt.</source>
        <translation>{dated} ist bei Trakt vielleicht {listed}.</translation>
    </message>
    <message>
        <source>{doubt} It was sent again, which changes nothing at {title} where it had.</source>
        <translation>{doubt} Es wurde noch einmal gesendet; wo {title} es schon hatte, ändert das nichts.</translation>
    </message>
    <message>
        <source>{doubt} {title} was asked and had it.</source>
        <translation>{doubt} {title} wurde gefragt und hatte es.</translation>
    </message>
    <message>
        <source>{doubt} {title} was asked, did not have it and took it now.</source>
        <translation>{doubt} {title} wurde gefragt, hatte es nicht und hat es jetzt angenommen.</translation>
    </message>
    <message>
        <source>{host} answered with a web page where Jellyfin would answer a program.</source>
        <translation>{host} hat mit einer Webseite geantwortet, wo Jellyfin einem Programm antworten würde.</translation>
    </message>
    <message>
        <source>{host} asks to slow down.</source>
        <translation>{host} bittet, langsamer zu machen.</translation>
    </message>
    <message>
        <source>{host} broke the connection off without an answer.</source>
        <translation>{host} hat die Verbindung ohne Antwort abgebrochen.</translation>
    </message>
    <message>
        <source>{host} could not be reached in time.</source>
        <translation>{host} war nicht rechtzeitig zu erreichen.</translation>
    </message>
    <message>
        <source>{host} could not be reached.</source>
        <translation>{host} war nicht zu erreichen.</translation>
    </message>
    <message>
        <source>{host} did not answer in time.</source>
        <translation>{host} hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>{host} did not answer in time: it may be switched off or asleep, or its firewall keeps us out.</source>
        <translation>{host} hat nicht rechtzeitig geantwortet: Vielleicht ist er ausgeschaltet oder schläft, oder seine Firewall lässt uns nicht herein.</translation>
    </message>
    <message>
        <source>{host} did not show its certificate.</source>
        <translation>{host} hat sein Zertifikat nicht gezeigt.</translation>
    </message>
    <message>
        <source>{host} has a certificate of its own now, and it was not trusted yet. It may have been renewed.</source>
        <translation>{host} hat jetzt ein eigenes Zertifikat, und dem wurde noch nicht vertraut. Vielleicht wurde es erneuert.</translation>
    </message>
    <message>
        <source>{host} points to another address now.</source>
        <translation>{host} führt jetzt zu einer anderen Adresse.</translation>
    </message>
    <message>
        <source>{host} sent an answer without an end.</source>
        <translation>{host} hat eine Antwort ohne Ende gesendet.</translation>
    </message>
    <message>
        <source>{host} shows another certificate now, and it was not trusted yet. It may have been renewed.</source>
        <translation>{host} zeigt jetzt ein anderes Zertifikat, und dem wurde noch nicht vertraut. Vielleicht wurde es erneuert.</translation>
    </message>
    <message>
        <source>{names} cannot report what is watched</source>
        <translation>{names} kann nicht melden, was gesehen wird</translation>
    </message>
    <message>
        <source>{name} and {name2} both have an account at {title}. Unlink one of them first: {value} or {value2}.</source>
        <translation>{name} und {name2} haben beide ein Konto bei {title}. Trenne zuerst eines davon: {value} oder {value2}.</translation>
    </message>
    <message>
        <source>{name} counts a watch from {watched_at_percent} %</source>
        <translation>{name} zählt ab {watched_at_percent}&#xa0;%</translation>
    </message>
    <message>
        <source>{name} does not answer.</source>
        <translation>{name} antwortet nicht.</translation>
    </message>
    <message>
        <source>{name} does not count marks made by hand.</source>
        <translation>{name} zählt nichts, was von Hand markiert wurde.</translation>
    </message>
    <message>
        <source>{name} does not say in which library this is.</source>
        <translation>{name} sagt nicht, in welcher Bibliothek das ist.</translation>
    </message>
    <message>
        <source>{name} has stopped reporting ({day})</source>
        <translation>{name} meldet nicht mehr ({day})</translation>
    </message>
    <message>
        <source>{name} is signed in to Jellyfin, but is no administrator there. Only administrators may see who lives there and have Jellyfin report what was watched.</source>
        <translation>{name} ist bei Jellyfin angemeldet, aber dort kein Administrator. Nur Administratoren dürfen sehen, wer dort wohnt, und Jellyfin Gesehenes melden lassen.</translation>
    </message>
    <message>
        <source>{name} needs this computer&apos;s new address</source>
        <translation>{name} braucht die neue Adresse dieses Computers</translation>
    </message>
    <message>
        <source>{name} runs elsewhere, and so far only this computer may call Scroblarr. Allow the home network first, then enter the new address there.</source>
        <translation>{name} läuft anderswo, und bisher darf nur dieser Computer Scroblarr rufen. Erlaube zuerst das Heimnetz, dann trag die neue Adresse dort ein.</translation>
    </message>
    <message>
        <source>{name} was taken out of the household.</source>
        <translation>{name} gehört nicht mehr zum Haushalt.</translation>
    </message>
    <message>
        <source>{name} watched before {where} was linked</source>
        <translation>{name} hat schon vor dem Verknüpfen von {where} etwas gesehen</translation>
    </message>
    <message>
        <source>{name}&apos;s sign-in at {title} is under way. Finish it or cancel it first.</source>
        <translation>Eine Anmeldung von {name} bei {title} läuft noch. Schließ sie zuerst ab oder brich sie ab.</translation>
    </message>
    <message>
        <source>{needed} things need you.</source>
        <translation>{needed} Dinge sind zu erledigen.</translation>
    </message>
    <message>
        <source>{place} may be {listed} at Simkl.</source>
        <translation>{place} ist bei Simkl vielleicht {listed}.</translation>
    </message>
    <message>
        <source>{place} may be {listed} at Trakt.</source>
        <translation>{place} ist bei Trakt vielleicht {listed}.</translation>
    </message>
    <message>
        <source>{server} did not say for an hour in which library this is, so it counts.</source>
        <translation>{server} hat eine Stunde lang nicht gesagt, in welcher Bibliothek das ist, also zählt es.</translation>
    </message>
    <message>
        <source>{server} did not say which item this is, so its library is not known and it counts.</source>
        <translation>{server} hat nicht gesagt, was das ist; die Bibliothek ist also unbekannt, und es zählt.</translation>
    </message>
    <message>
        <source>{titles} does not work right now. What is watched is kept and sent later.</source>
        <translation>{titles} funktioniert gerade nicht. Was gesehen wird, wird aufbewahrt und später gesendet.</translation>
    </message>
    <message>
        <source>{title} cannot be asked until the account is linked.</source>
        <translation>{title} kann nicht gefragt werden, solange das Konto nicht verknüpft ist.</translation>
    </message>
    <message>
        <source>{title} did not remove it: remove it there by hand. {said}</source>
        <translation>{title} hat es nicht entfernt: Entferne es dort von Hand. {said}</translation>
    </message>
    <message>
        <source>{title} did not take the sign-in in the browser ({error}). Use a code instead.</source>
        <translation>{title} hat die Anmeldung im Browser nicht angenommen ({error}). Nimm stattdessen einen Code.</translation>
    </message>
    <message>
        <source>{title} does not answer right now. The sign-in goes on by itself.</source>
        <translation>{title} antwortet gerade nicht. Die Anmeldung geht von selbst weiter.</translation>
    </message>
    <message>
        <source>{title} does not have it.</source>
        <translation>{title} hat es nicht.</translation>
    </message>
    <message>
        <source>{title} does not let this app mark things live; its history takes it.</source>
        <translation>{title} lässt diese App nichts sofort markieren; der Verlauf dort nimmt es an.</translation>
    </message>
    <message>
        <source>{title} had it already.</source>
        <translation>{title} hatte es schon.</translation>
    </message>
    <message>
        <source>{title} has no sign-in by code.</source>
        <translation>{title} hat keine Anmeldung mit einem Code.</translation>
    </message>
    <message>
        <source>{title} has no sign-in in the browser.</source>
        <translation>{title} hat keine Anmeldung im Browser.</translation>
    </message>
    <message>
        <source>{title} is no longer linked: remove it there by hand.</source>
        <translation>{title} ist nicht mehr verknüpft: Entferne es dort von Hand.</translation>
    </message>
    <message>
        <source>{title} keeps it: remove it there by hand.</source>
        <translation>{title} behält es: Entferne es dort von Hand.</translation>
    </message>
    <message>
        <source>{title} needs no app of the household&apos;s own.</source>
        <translation>{title} braucht keine eigene App des Haushalts.</translation>
    </message>
    <message>
        <source>{title} needs the household&apos;s own app first. Enter it in Settings.</source>
        <translation>{title} braucht zuerst die eigene App des Haushalts. Trag sie in den Einstellungen ein.</translation>
    </message>
    <message>
        <source>{title} no longer has it.</source>
        <translation>{title} hat es nicht mehr.</translation>
    </message>
    <message>
        <source>{title} said yes; it cannot be asked to show it.</source>
        <translation>{title} hat Ja gesagt; zeigen lässt es sich dort nicht.</translation>
    </message>
    <message>
        <source>{tracker} did not answer, so {name}&apos;s sign-in still exists there. Remove Scroblarr among the connected apps in the settings of {tracker}, or do this again later.</source>
        <translation>{tracker} hat nicht geantwortet, die Anmeldung von {name} gibt es dort also noch. Entferne Scroblarr in den Einstellungen von {tracker} unter den verbundenen Apps oder mach das später noch einmal.</translation>
    </message>
    <message>
        <source>{value} belongs to {listed} already.</source>
        <translation>{value} gehört schon {listed}.</translation>
    </message>
    <message>
        <source>{value} belongs to {name}.</source>
        <translation>{value} gehört {name}.</translation>
    </message>
    <message>
        <source>{wanted} may be {listed} at Simkl.</source>
        <translation>{wanted} ist bei Simkl vielleicht {listed}.</translation>
    </message>
    <message>
        <source>{wanted}, but the position or the run time is not known.</source>
        <translation>{wanted}, aber die Stelle oder die Laufzeit ist nicht bekannt.</translation>
    </message>
    <message>
        <source>{wanted}; this stop was at {percent} %.</source>
        <translation>{wanted}; hier wurde bei {percent}&#xa0;% gestoppt.</translation>
    </message>
    <message>
        <source>{what}, {name}: {where} did not accept it</source>
        <translation>{what}, {name}: {where} hat es nicht angenommen</translation>
    </message>
    <message>
        <source>{what}, {name}: {where} does not have it yet</source>
        <translation>{what}, {name}: {where} hat es noch nicht</translation>
    </message>
    <message>
        <source>{what}, {name}: {where} does not know it</source>
        <translation>{what}, {name}: {where} kennt es nicht</translation>
    </message>
    <message>
        <source>{what}, {name}: {where} still has it</source>
        <translation>{what}, {name}: {where} hat es noch</translation>
    </message>
    <message>
        <source>{where} did not accept it</source>
        <translation>{where} hat es nicht angenommen</translation>
    </message>
    <message>
        <source>{where} does not have it yet</source>
        <translation>{where} hat es noch nicht</translation>
    </message>
    <message>
        <source>{where} does not know it</source>
        <translation>{where} kennt es nicht</translation>
    </message>
    <message>
        <source>{whose}&apos;s {where} is paused</source>
        <translation>{where} von {whose} ist pausiert</translation>
    </message>
    <message>
        <source>{whose}&apos;s {where} sign-in ended</source>
        <translation>{where}-Anmeldung von {whose} ist abgelaufen</translation>
    </message>
    <message>
        <source>{who} asks for a pause.</source>
        <translation>{who} bittet um eine Pause.</translation>
    </message>
    <message>
        <source>{who} began to watch {what}</source>
        <translation>{who} schaut jetzt {what}</translation>
    </message>
    <message>
        <source>{who} did not take it (status {status}).{said}</source>
        <translation>{who} hat es nicht angenommen (Status {status}).{said}</translation>
    </message>
    <message>
        <source>{who} does not allow this for the signed-in account.</source>
        <translation>{who} erlaubt das dem angemeldeten Konto nicht.</translation>
    </message>
    <message>
        <source>{who} does not know this.</source>
        <translation>{who} kennt das nicht.</translation>
    </message>
    <message>
        <source>{who} finished {what}</source>
        <translation>{who} hat {what} zu Ende gesehen</translation>
    </message>
    <message>
        <source>{who} gave an answer that makes no sense here (status {status}).</source>
        <translation>{who} hat eine Antwort gegeben, die hier keinen Sinn ergibt (Status {status}).</translation>
    </message>
    <message>
        <source>{who} is not working properly right now.</source>
        <translation>{who} funktioniert gerade nicht richtig.</translation>
    </message>
    <message>
        <source>{who} marked 1 watch as watched by hand at once.</source>
        <translation>{who} hat 1 Titel von Hand als gesehen markiert.</translation>
    </message>
    <message>
        <source>{who} marked {count} watches as watched by hand at once.</source>
        <translation>{who} hat {count} Titel auf einmal von Hand als gesehen markiert.</translation>
    </message>
    <message>
        <source>{who} marked {what} as watched</source>
        <translation>{who} hat {what} als gesehen markiert</translation>
    </message>
    <message>
        <source>{who} no longer accepts the sign-in.</source>
        <translation>{who} nimmt die Anmeldung nicht mehr an.</translation>
    </message>
    <message>
        <source>{who} paused {what}</source>
        <translation>{who} hat {what} angehalten</translation>
    </message>
    <message>
        <source>{who} played “{what}” again ({at}). {server} does not say whether to the end; it was seen before.</source>
        <translation>{who} hat „{what}“ noch einmal abgespielt ({at}). {server} sagt nicht, ob bis zum Ende; gesehen war es schon.</translation>
    </message>
    <message>
        <source>{who} stopped {what}</source>
        <translation>{who} hat {what} gestoppt</translation>
    </message>
    <message>
        <source>{who} went on with {what}</source>
        <translation>{who} schaut {what} weiter</translation>
    </message>
    <message>
        <source>{words} uses port {port}.</source>
        <translation>{words} benutzt Port {port}.</translation>
    </message>
    <message>
        <source>“{typed}” is not a web address.</source>
        <translation>„{typed}“ ist keine Webadresse.</translation>
    </message>
</context>
<context>
    <name>SeriesModel</name>
    <message>
        <source>Watches</source>
        <translation>Gesehenes</translation>
    </message>
</context>
<context>
    <name>ServerConnecting</name>
    <message>
        <source>Set up by hand</source>
        <translation>Von Hand einrichten</translation>
    </message>
    <message>
        <source>Connect {kind}…</source>
        <translation>{kind} verbinden&#xa0;…</translation>
    </message>
</context>
<context>
    <name>ServerDetails</name>
    <message>
        <source>Where it runs</source>
        <translation>Wo er läuft</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
</context>
<context>
    <name>ServerLibraries</name>
    <message>
        <source>Asking {server}…</source>
        <translation>Frage {server}&#xa0;…</translation>
    </message>
    <message>
        <source>There is no library with films or episodes.</source>
        <translation>Es gibt keine Bibliothek mit Filmen oder Folgen.</translation>
    </message>
    <message>
        <source>What was chosen before still holds.</source>
        <translation>Was zuvor gewählt war, gilt weiter.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
</context>
<context>
    <name>ServerList</name>
    <message>
        <source>Media servers</source>
        <translation>Medienserver</translation>
    </message>
</context>
<context>
    <name>ServerRow</name>
    <message>
        <source>{connection} (does not answer)</source>
        <translation>{connection} (antwortet nicht)</translation>
    </message>
    <message>
        <source>Connection to {server}</source>
        <translation>Verbindung zu {server}</translation>
    </message>
    <message>
        <source>Where {server} runs</source>
        <translation>Wo {server} läuft</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>It runs</source>
        <translation>Er läuft</translation>
    </message>
    <message>
        <source>{server} (connected)</source>
        <translation>{server} (verbunden)</translation>
    </message>
</context>
<context>
    <name>ServerStep</name>
    <message>
        <source>Media server</source>
        <translation>Medienserver</translation>
    </message>
    <message>
        <source>I am moving from another PC</source>
        <translation>Ich ziehe von einem anderen PC um</translation>
    </message>
    <message>
        <source>{server} is connected.</source>
        <translation>{server} ist verbunden.</translation>
    </message>
</context>
<context>
    <name>ServerSteps</name>
    <message>
        <source>How to enter it in Plex</source>
        <translation>So trägst du sie in Plex ein</translation>
    </message>
    <message>
        <source>How to enter it in Jellyfin</source>
        <translation>So trägst du sie in Jellyfin ein</translation>
    </message>
    <message>
        <source>Play anything for five seconds and look at the line above.</source>
        <translation>Spiel irgendetwas fünf Sekunden lang ab und sieh auf die Zeile oben.</translation>
    </message>
    <message>
        <source>Give it any Webhook Name. Paste the address below into “Webhook Url”.</source>
        <translation>Gib irgendeinen Webhook Name an. Füge die Adresse unten bei „Webhook Url“ ein.</translation>
    </message>
    <message>
        <source>Tick “Send All Properties (ignores template)”. Or leave it unticked and paste the template below.</source>
        <translation>Hake „Send All Properties (ignores template)“ an. Oder lass es weg und füge die Vorlage unten ein.</translation>
    </message>
    <message>
        <source>Press “Add Request Header” and enter the key and the value below. Save.</source>
        <translation>Drück auf „Add Request Header“ und gib unten Schlüssel und Wert ein. Speichere.</translation>
    </message>
    <message>
        <source>Paste the address into “Webhook Url”.</source>
        <translation>Füge die Adresse bei „Webhook Url“ ein.</translation>
    </message>
    <message>
        <source>Tick “Send All Properties (ignores template)”. Save.</source>
        <translation>Hake „Send All Properties (ignores template)“ an. Speichere.</translation>
    </message>
    <message>
        <source>Open Plex Web and sign in with the account of the owner.</source>
        <translation>Öffne Plex Web und melde dich mit dem Konto an, dem der Server gehört.</translation>
    </message>
    <message>
        <source>Open Settings, then Webhooks. Is it not there? Plex has webhooks only for accounts with a Plex Pass.</source>
        <translation>Öffne Einstellungen, dann Webhooks. Fehlt das? Plex hat Webhooks nur für Konten mit Plex Pass.</translation>
    </message>
    <message>
        <source>Press Add Webhook, paste the address, and press Save Changes.</source>
        <translation>Drück auf Webhook hinzufügen, füge die Adresse ein und drück auf Änderungen speichern.</translation>
    </message>
    <message>
        <source>On the server, Settings, Network: “Webhooks” must be ticked. After ticking it the server may need a restart.</source>
        <translation>Am Server, Einstellungen, Netzwerk: „Webhooks“ muss angehakt sein. Danach braucht der Server vielleicht einen Neustart.</translation>
    </message>
    <message>
        <source>In Jellyfin open Dashboard, Plugins. Is Webhook not among them? Install it from the catalog and restart Jellyfin.</source>
        <translation>Öffne in Jellyfin Dashboard, Plugins. Ist Webhook nicht dabei? Installiere es aus dem Katalog und starte Jellyfin neu.</translation>
    </message>
    <message>
        <source>Open Webhook and press “Add Generic Destination”.</source>
        <translation>Öffne Webhook und drück auf „Add Generic Destination“.</translation>
    </message>
    <message>
        <source>Under Notification Type tick Playback Start, Playback Stop and User Data Saved, nothing else.</source>
        <translation>Hake unter Notification Type Playback Start, Playback Stop und User Data Saved an, sonst nichts.</translation>
    </message>
    <message>
        <source>Under Item Type tick Movies and Episodes. Leave User Filter empty: then everybody counts.</source>
        <translation>Hake unter Item Type Movies und Episodes an. Lass User Filter leer: Dann zählen alle.</translation>
    </message>
</context>
<context>
    <name>ServersPage</name>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>The media servers you watch on, and whether they report.</source>
        <translation>Die Medienserver, auf denen du schaust, und ob sie melden.</translation>
    </message>
    <message>
        <source>+ Connect</source>
        <translation>+ Verbinden</translation>
    </message>
    <message>
        <source>Connect another media server</source>
        <translation>Noch einen Medienserver verbinden</translation>
    </message>
    <message>
        <source>{kind} · signed in as {name}</source>
        <translation>{kind} · angemeldet als {name}</translation>
    </message>
    <message>
        <source>{kind} · set up by hand</source>
        <translation>{kind} · von Hand eingerichtet</translation>
    </message>
    <message>
        <source>What goes: the connection, its address, and what Scroblarr entered there. From now on nothing that is watched on {server} is noted.</source>
        <translation>Was verschwindet: die Verbindung, ihre Adresse und was Scroblarr dort eingetragen hat. Von jetzt an wird nichts notiert, was auf {server} gesehen wird.</translation>
    </message>
    <message>
        <source>What stays: everything in the log, your members and their trackers.</source>
        <translation>Was bleibt: alles im Protokoll, die Leute im Haushalt und ihre Tracker.</translation>
    </message>
    <message>
        <source>Disconnect {server}?</source>
        <translation>{server} trennen?</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>{server} is disconnected</source>
        <translation>{server} ist getrennt</translation>
    </message>
</context>
<context>
    <name>ServersStep</name>
    <message>
        <source>Your media servers</source>
        <translation>Deine Medienserver</translation>
    </message>
    <message>
        <source>Choose what to connect. Servers of one account share one address at Plex.</source>
        <translation>Wähle, was du verbinden möchtest. Server desselben Kontos teilen sich bei Plex eine Adresse.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Looking for your servers, and how to reach them…</source>
        <translation>Suche deine Server und wie sie zu erreichen sind&#xa0;…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>The Plex account {account} has no server of its own.</source>
        <translation>Das Plex-Konto {account} hat keinen eigenen Server.</translation>
    </message>
    <message>
        <source>{server} belongs to {owner}.</source>
        <translation>{server} gehört {owner}.</translation>
    </message>
    <message>
        <source>No server of your own</source>
        <translation>Kein eigener Server</translation>
    </message>
    <message>
        <source>Sign in with the account of the server&apos;s owner.</source>
        <translation>Melde dich mit dem Konto an, dem der Server gehört.</translation>
    </message>
    <message>
        <source>Sign in with another account</source>
        <translation>Mit anderem Konto anmelden</translation>
    </message>
    <message>
        <source>Enter an address by hand</source>
        <translation>Adresse von Hand eingeben</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>How Scroblarr works on this computer.</source>
        <translation>Wie Scroblarr auf diesem Computer arbeitet.</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Trackers</source>
        <translation>Tracker</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Keeping and backups</source>
        <translation>Aufbewahren und Sichern</translation>
    </message>
    <message>
        <source>Help and about</source>
        <translation>Hilfe und Info</translation>
    </message>
    <message>
        <source>Groups of settings</source>
        <translation>Gruppen der Einstellungen</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Open the page in the browser again</source>
        <translation>Die Seite im Browser noch einmal öffnen</translation>
    </message>
    <message>
        <source>Sign in on this computer without a code</source>
        <translation>Ohne Code auf diesem Computer anmelden</translation>
    </message>
    <message>
        <source>Use a code instead</source>
        <translation>Stattdessen einen Code nehmen</translation>
    </message>
    <message>
        <source>You may close this window meanwhile: the sign-in goes on without it.</source>
        <translation>Du kannst dieses Fenster inzwischen schließen: Die Anmeldung geht ohne es weiter.</translation>
    </message>
    <message>
        <source>Asking {tracker}…</source>
        <translation>Frage {tracker}&#xa0;…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Register Scroblarr at {tracker}…</source>
        <translation>Scroblarr bei {tracker} registrieren…</translation>
    </message>
    <message>
        <source>No browser could be opened here. Use a code instead.</source>
        <translation>Hier ließ sich kein Browser öffnen. Nimm stattdessen einen Code.</translation>
    </message>
    <message>
        <source>{tracker} was not linked</source>
        <translation>{tracker} wurde nicht verknüpft</translation>
    </message>
    <message>
        <source>The sign-in ran out</source>
        <translation>Die Anmeldung ist abgelaufen</translation>
    </message>
    <message>
        <source>The sign-in was called off</source>
        <translation>Die Anmeldung wurde abgebrochen</translation>
    </message>
    <message>
        <source>Get a new code</source>
        <translation>Neuen Code holen</translation>
    </message>
    <message>
        <source>Sign in with another account</source>
        <translation>Mit anderem Konto anmelden</translation>
    </message>
    <message>
        <source>Unlink {name} and start afresh</source>
        <translation>{name} trennen und neu beginnen</translation>
    </message>
</context>
<context>
    <name>SignInStep</name>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>This Jellyfin has Quick Connect switched off, so it takes no code.</source>
        <translation>Bei diesem Jellyfin ist Quick Connect ausgeschaltet, es nimmt also keinen Code an.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Sign in to {name}</source>
        <translation>Bei {name} anmelden</translation>
    </message>
    <message>
        <source>As an administrator, once: then Scroblarr knows who lives there, and has Jellyfin report what was watched.</source>
        <translation>Als Administrator, einmal: Dann weiß Scroblarr, wer dort wohnt, und lässt Jellyfin melden, was gesehen wurde.</translation>
    </message>
    <message>
        <source>Asking Jellyfin for a code…</source>
        <translation>Bitte Jellyfin um einen Code&#xa0;…</translation>
    </message>
    <message>
        <source>Waiting for you to enter the code in Jellyfin…</source>
        <translation>Warte, bis du den Code in Jellyfin eingibst&#xa0;…</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Wird angemeldet&#xa0;…</translation>
    </message>
    <message>
        <source>Signed in.</source>
        <translation>Angemeldet.</translation>
    </message>
    <message>
        <source>Sign in as somebody else</source>
        <translation>Als jemand anderes anmelden</translation>
    </message>
    <message>
        <source>Set it up by hand</source>
        <translation>Von Hand einrichten</translation>
    </message>
    <message>
        <source>New code</source>
        <translation>Neuer Code</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>In Jellyfin: Dashboard, API Keys. It stays valid there until you remove it.</source>
        <translation>In Jellyfin: Dashboard, API-Schlüssel. Er gilt dort, bis du ihn entfernst.</translation>
    </message>
    <message>
        <source>Sign in with a code</source>
        <translation>Mit einem Code anmelden</translation>
    </message>
    <message>
        <source>Sign in with name and password</source>
        <translation>Mit Name und Passwort anmelden</translation>
    </message>
    <message>
        <source>Use an API key</source>
        <translation>Einen API-Schlüssel benutzen</translation>
    </message>
    <message>
        <source>Sign in with Plex</source>
        <translation>Mit Plex anmelden</translation>
    </message>
    <message>
        <source>Sign in with the account that owns the media server. Scroblarr then finds the server and its people, and has Plex report what is watched. Your password stays with Plex.</source>
        <translation>Melde dich mit dem Konto an, dem der Medienserver gehört. Scroblarr findet dann den Server und seine Leute und lässt Plex melden, was gesehen wird. Dein Passwort bleibt bei Plex.</translation>
    </message>
    <message>
        <source>Sign in with Plex again</source>
        <translation>Neu mit Plex anmelden</translation>
    </message>
    <message>
        <source>Plex ended the sign-in of {account}. Sign in with the same account.</source>
        <translation>Plex hat die Anmeldung von {account} beendet. Melde dich mit demselben Konto an.</translation>
    </message>
    <message>
        <source>Use this computer&apos;s browser instead</source>
        <translation>Stattdessen den Browser dieses Computers nehmen</translation>
    </message>
    <message>
        <source>Use a code on another device</source>
        <translation>Einen Code auf einem anderen Gerät benutzen</translation>
    </message>
    <message>
        <source>Open the page again</source>
        <translation>Die Seite noch einmal öffnen</translation>
    </message>
    <message>
        <source>Enter an address in Plex by hand instead</source>
        <translation>Stattdessen eine Adresse von Hand in Plex eintragen</translation>
    </message>
    <message>
        <source>Asking Plex for a code…</source>
        <translation>Bitte Plex um einen Code&#xa0;…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Get a new code</source>
        <translation>Neuen Code holen</translation>
    </message>
    <message>
        <source>Waiting until the code is confirmed…</source>
        <translation>Warte, bis der Code bestätigt ist&#xa0;…</translation>
    </message>
    <message>
        <source>Waiting for you to allow it in the browser…</source>
        <translation>Warte, bis du es im Browser erlaubst&#xa0;…</translation>
    </message>
    <message>
        <source>No browser opened</source>
        <translation>Kein Browser ging auf</translation>
    </message>
    <message>
        <source>This computer did not open the page of Plex.</source>
        <translation>Dieser Computer hat die Seite von Plex nicht geöffnet.</translation>
    </message>
    <message>
        <source>Use a code on another device.</source>
        <translation>Benutze einen Code auf einem anderen Gerät.</translation>
    </message>
</context>
<context>
    <name>SimklApp</name>
    <message>
        <source>Simkl does not accept this client id</source>
        <translation>Simkl nimmt diese Client-ID nicht an</translation>
    </message>
    <message>
        <source>It is cut off, or the app was deleted or locked at Simkl, or Simkl is holding it back for a while because too much was sent with it.</source>
        <translation>Sie ist abgeschnitten, die App wurde bei Simkl gelöscht oder gesperrt, oder Simkl hält sie eine Weile zurück, weil zu viel mit ihr gesendet wurde.</translation>
    </message>
    <message>
        <source>Copy it once more from the app&apos;s page, or try again later.</source>
        <translation>Kopiere sie noch einmal von der Seite der App oder versuch es später.</translation>
    </message>
    <message>
        <source>Simkl could not be reached</source>
        <translation>Simkl war nicht zu erreichen</translation>
    </message>
    <message>
        <source>Look whether this computer is online, then try again.</source>
        <translation>Sieh nach, ob dieser Computer online ist, und versuch es dann noch einmal.</translation>
    </message>
    <message>
        <source>Simkl is out of order</source>
        <translation>Simkl ist gestört</translation>
    </message>
    <message>
        <source>Try again later; nothing is wrong with what you entered.</source>
        <translation>Versuch es später noch einmal; mit deinen Eingaben ist alles in Ordnung.</translation>
    </message>
</context>
<context>
    <name>SimklAppDialog</name>
    <message>
        <source>The household&apos;s Simkl app</source>
        <translation>Die Simkl-App des Haushalts</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Asking Simkl…</source>
        <translation>Frage Simkl&#xa0;…</translation>
    </message>
    <message>
        <source>Simkl knows this client id.</source>
        <translation>Simkl kennt diese Client-ID.</translation>
    </message>
    <message>
        <source>With another app the sign-ins of {names} end. What they watch meanwhile waits and is sent once they have signed in again.</source>
        <translation>Mit einer anderen App enden die Anmeldungen von {names}. Was inzwischen gesehen wird, wartet und wird gesendet, sobald sie sich neu angemeldet haben.</translation>
    </message>
    <message>
        <source>Everyone has to sign in to Simkl again</source>
        <translation>Alle müssen sich neu bei Simkl anmelden</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Change the app</source>
        <translation>App wechseln</translation>
    </message>
    <message>
        <source>&amp;Save all the same</source>
        <translation>Trotzdem &amp;speichern</translation>
    </message>
    <message>
        <source>&amp;Save unchecked</source>
        <translation>Ungeprüft &amp;speichern</translation>
    </message>
    <message>
        <source>Register an app at Simkl</source>
        <translation>Registriere eine App bei Simkl</translation>
    </message>
    <message>
        <source>1. Open Simkl&apos;s page for apps</source>
        <translation>1. Öffne Simkls Seite für Apps</translation>
    </message>
    <message>
        <source>Anybody with an account at Simkl may register an app there. It costs nothing and nobody has to approve it. Call it Scroblarr. Asked for its kind, choose the one for televisions, devices and command lines; it needs no redirect address and no secret.</source>
        <translation>Wer ein Konto bei Simkl hat, darf dort eine App registrieren. Es kostet nichts, und niemand muss es genehmigen. Nenne sie Scroblarr. Wird nach der Art gefragt, wähle die für Fernseher, Geräte und Kommandozeilen; sie braucht weder Redirect-Adresse noch Secret.</translation>
    </message>
    <message>
        <source>&amp;Open the page</source>
        <translation>Seite ö&amp;ffnen</translation>
    </message>
    <message>
        <source>2. Paste the client id that Simkl shows then</source>
        <translation>2. Füge die Client-ID ein, die Simkl dann zeigt</translation>
    </message>
    <message>
        <source>Client &amp;id</source>
        <translation>Client-&amp;ID</translation>
    </message>
    <message>
        <source>One app serves everybody in the household, and it is entered once.</source>
        <translation>Eine App gilt für alle im Haushalt und wird einmal eingetragen.</translation>
    </message>
</context>
<context>
    <name>SimklSection</name>
    <message>
        <source>How Scroblarr is registered at Simkl. That is free, and done once.</source>
        <translation>Wie Scroblarr bei Simkl registriert ist. Das ist kostenlos und einmal zu tun.</translation>
    </message>
</context>
<context>
    <name>StartAtLogin</name>
    <message>
        <source>&amp;Start Scroblarr when I sign in to this computer</source>
        <translation>Scroblarr &amp;starten, wenn ich mich an diesem Computer anmelde</translation>
    </message>
    <message>
        <source>It starts in the tray, without a window.</source>
        <translation>Es startet ohne Fenster, als Symbol in der Leiste.</translation>
    </message>
    <message>
        <source>Not while this is a simulated household.</source>
        <translation>Nicht bei einem erfundenen Haushalt.</translation>
    </message>
</context>
<context>
    <name>StartPanel</name>
    <message>
        <source>What to do next</source>
        <translation>Was als Nächstes zu tun ist</translation>
    </message>
    <message>
        <source>Connect your media server</source>
        <translation>Medienserver verbinden</translation>
    </message>
    <message>
        <source>From then on it tells Scroblarr what was finished.</source>
        <translation>Von da an sagt er Scroblarr, was zu Ende gesehen wurde.</translation>
    </message>
    <message>
        <source>Say who watches</source>
        <translation>Sagen, wer schaut</translation>
    </message>
    <message>
        <source>Play something: then say here who it was.</source>
        <translation>Spiel etwas ab: Dann sagst du hier, wer es war.</translation>
    </message>
    <message>
        <source>So that everybody&apos;s watches go to their own account.</source>
        <translation>Damit bei allen alles auf dem eigenen Konto landet.</translation>
    </message>
    <message>
        <source>Link somebody&apos;s tracker</source>
        <translation>Einen Tracker verknüpfen</translation>
    </message>
    <message>
        <source>Until then what is watched is only kept here.</source>
        <translation>Bis dahin wird Gesehenes nur hier aufbewahrt.</translation>
    </message>
    <message>
        <source>Watch something</source>
        <translation>Etwas ansehen</translation>
    </message>
    <message>
        <source>Play anything for a few seconds, and see here that it arrives.</source>
        <translation>Spiel irgendetwas ein paar Sekunden lang ab und sieh hier, dass es ankommt.</translation>
    </message>
    <message>
        <source>Connect a media server</source>
        <translation>Einen Medienserver verbinden</translation>
    </message>
    <message>
        <source>Link a tracker</source>
        <translation>Tracker verknüpfen</translation>
    </message>
</context>
<context>
    <name>Statistics</name>
    <message>
        <source>this month; nothing in the last one</source>
        <translation>diesen Monat; im letzten nichts</translation>
    </message>
    <message>
        <source>this month; by this day {count} more than last month</source>
        <translation>diesen Monat; bis heute {count} mehr als im letzten</translation>
    </message>
    <message>
        <source>this month; by this day {count} fewer than last month</source>
        <translation>diesen Monat; bis heute {count} weniger als im letzten</translation>
    </message>
    <message>
        <source>this month; by this day as many as last month</source>
        <translation>diesen Monat; bis heute so viele wie im letzten</translation>
    </message>
    <message>
        <source>Nothing was watched.</source>
        <translation>Es wurde nichts gesehen.</translation>
    </message>
    <message>
        <source>Most: {name}, {count} of {total}.</source>
        <translation>Am meisten: {name}, {count} von {total}.</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>Day of the week</source>
        <translation>Wochentag</translation>
    </message>
    <message>
        <source>{hour}:00 to {hour}:59</source>
        <translation>{hour}:00 bis {hour}:59</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Stunde</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Media server</source>
        <translation>Medienserver</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>Filme</translation>
    </message>
    <message>
        <source>Episodes</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>Film</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>a day, as Qt writes it</comment>
        <translation>d. MMM</translation>
    </message>
</context>
<context>
    <name>StatisticsPage</name>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>What your household watched, and how much of it arrived.</source>
        <translation>Was dein Haushalt gesehen hat und wie viel davon angekommen ist.</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>Im Lauf der Zeit</translation>
    </message>
    <message>
        <source>By member</source>
        <translation>Nach Person</translation>
    </message>
    <message>
        <source>By media server</source>
        <translation>Nach Medienserver</translation>
    </message>
    <message>
        <source>Films and episodes</source>
        <translation>Filme und Folgen</translation>
    </message>
    <message>
        <source>By day of the week</source>
        <translation>Nach Wochentag</translation>
    </message>
    <message>
        <source>By hour of the day</source>
        <translation>Nach Uhrzeit</translation>
    </message>
    <message>
        <source>Shows watched most</source>
        <translation>Meistgesehene Serien</translation>
    </message>
    <message>
        <source>Films watched most</source>
        <translation>Meistgesehene Filme</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Nothing to count</source>
        <translation>Nichts zu zählen</translation>
    </message>
    <message>
        <source>Nothing was watched in this period. Choose another one above.</source>
        <translation>In diesem Zeitraum wurde nichts gesehen. Wähle oben einen anderen.</translation>
    </message>
    <message>
        <source>As soon as somebody finishes a film or an episode, it is counted here.</source>
        <translation>Sobald jemand einen Film oder eine Folge zu Ende sieht, wird hier gezählt.</translation>
    </message>
</context>
<context>
    <name>Staying</name>
    <message>
        <source>Scroblarr goes on in the tray</source>
        <translation>Scroblarr macht in der Leiste weiter</translation>
    </message>
    <message>
        <source>What you watch is still delivered. To end it, choose Quit in the menu of its icon.</source>
        <translation>Was ihr schaut, wird weiterhin übertragen. Zum Beenden wähle im Menü seines Symbols „Beenden“.</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>You can close this and go on later.</source>
        <translation>Du kannst das schließen und später weitermachen.</translation>
    </message>
    <message>
        <source>not done yet</source>
        <translation>noch nicht erledigt</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>waits until somebody plays something</source>
        <translation>wartet, bis jemand etwas abspielt</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
</context>
<context>
    <name>StepRow</name>
    <message>
        <source>{what}: signed out</source>
        <translation>{what}: abgemeldet</translation>
    </message>
    <message>
        <source>{what}: not all of it could be done</source>
        <translation>{what}: nicht alles hat geklappt</translation>
    </message>
</context>
<context>
    <name>SteppedDialog</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Strangers</name>
    <message>
        <source>Who is this?</source>
        <translation>Wer ist das?</translation>
    </message>
    <message>
        <source>Say who this is</source>
        <translation>Sagen, wer das ist</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Ignorieren</translation>
    </message>
    <message>
        <source>one watch kept</source>
        <translation>ein Titel aufbewahrt</translation>
    </message>
    <message>
        <source>{count} watches kept</source>
        <translation>{count} Titel aufbewahrt</translation>
    </message>
    <message>
        <source>last seen {when}</source>
        <translation>zuletzt gesehen {when}</translation>
    </message>
    <message>
        <source>Can be undone until {when}.</source>
        <translation>Lässt sich bis {when} rückgängig machen.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Other people who watch there ({count})</source>
        <translation>Andere, die dort schauen ({count})</translation>
    </message>
    <message>
        <source>Ignore everyone else</source>
        <translation>Alle anderen ignorieren</translation>
    </message>
</context>
<context>
    <name>TakenOver</name>
    <message>
        <source>Allow the home network…</source>
        <translation>Heimnetz erlauben&#xa0;…</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Waiting for its turn.</source>
        <translation>Wartet, bis es dran ist.</translation>
    </message>
    <message>
        <source>Being asked…</source>
        <translation>Wird gefragt&#xa0;…</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Erledigt.</translation>
    </message>
    <message>
        <source>Needs you.</source>
        <translation>Hier ist etwas zu erledigen.</translation>
    </message>
    <message>
        <source>Tried again by itself.</source>
        <translation>Wird von selbst noch einmal versucht.</translation>
    </message>
</context>
<context>
    <name>TakenOverDialog</name>
    <message>
        <source>Moved from another PC</source>
        <translation>Von einem anderen PC umgezogen</translation>
    </message>
    <message>
        <source>How many are done</source>
        <translation>Wie viele erledigt sind</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Your household lives here now</source>
        <translation>Dein Haushalt lebt jetzt hier</translation>
    </message>
    <message>
        <source>It left {computer} {when}.</source>
        <translation>Von {computer} weggezogen: {when}.</translation>
    </message>
    <message>
        <source>Media servers are told of this computer, and every account is tried.</source>
        <translation>Medienserver erfahren von diesem Computer, und jedes Konto wird ausprobiert.</translation>
    </message>
    <message>
        <source>Almost everything is done. What is marked needs you.</source>
        <translation>Fast alles ist fertig. Was markiert ist, musst du noch erledigen.</translation>
    </message>
    <message>
        <source>What does not answer now is tried again by itself, every ten minutes.</source>
        <translation>Was jetzt nicht antwortet, wird von selbst noch einmal versucht, alle zehn Minuten.</translation>
    </message>
    <message>
        <source>Everything is done. What was watched in between is being read.</source>
        <translation>Alles ist erledigt. Was dazwischen gesehen wurde, wird gerade nachgelesen.</translation>
    </message>
</context>
<context>
    <name>TrackerAppSection</name>
    <message>
        <source>{tracker} app</source>
        <translation>{tracker}-App</translation>
    </message>
    <message>
        <source>Client id {id}</source>
        <translation>Client-ID {id}</translation>
    </message>
    <message>
        <source>There is one already. Nothing has to be entered.</source>
        <translation>Es gibt schon eine. Du musst nichts eintragen.</translation>
    </message>
    <message>
        <source>None is entered, so nobody can link {tracker} yet.</source>
        <translation>Es ist keine eingetragen, also kann noch niemand {tracker} verknüpfen.</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern&#xa0;…</translation>
    </message>
    <message>
        <source>Use your own…</source>
        <translation>Eigene benutzen&#xa0;…</translation>
    </message>
    <message>
        <source>Set up…</source>
        <translation>Einrichten&#xa0;…</translation>
    </message>
    <message>
        <source>{what} the {tracker} app</source>
        <translation>{what} ({tracker}-App)</translation>
    </message>
    <message>
        <source>Entered. No account is linked with it yet.</source>
        <translation>Eingetragen. Noch ist kein Konto damit verknüpft.</translation>
    </message>
    <message>
        <source>Entered. One account is linked with it.</source>
        <translation>Eingetragen. Ein Konto ist damit verknüpft.</translation>
    </message>
    <message>
        <source>Entered. {count} accounts are linked with it.</source>
        <translation>Eingetragen. {count} Konten sind damit verknüpft.</translation>
    </message>
</context>
<context>
    <name>TrackerStep</name>
    <message>
        <source>Trackers</source>
        <translation>Tracker</translation>
    </message>
    <message>
        <source>Link a tracker</source>
        <translation>Tracker verknüpfen</translation>
    </message>
    <message>
        <source>Link another</source>
        <translation>Noch einen verknüpfen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weitermachen</translation>
    </message>
    <message>
        <source>Nobody is in the household yet. Go back to name somebody, or go on: the page Household links trackers at any time.</source>
        <translation>Noch ist niemand im Haushalt. Geh zurück, um jemanden zu nennen, oder mach weiter: Die Seite Haushalt verknüpft Tracker jederzeit.</translation>
    </message>
</context>
<context>
    <name>TraktApp</name>
    <message>
        <source>Use an app of our own all the same</source>
        <translation>Trotzdem eine eigene App benutzen</translation>
    </message>
    <message>
        <source>This Scroblarr has an app at Trakt already. Everybody can link their account right away.</source>
        <translation>Dieses Scroblarr hat schon eine App bei Trakt. Alle können ihr Konto gleich verknüpfen.</translation>
    </message>
    <message>
        <source>&amp;Yes, somebody has</source>
        <translation>&amp;Ja, jemand hat es</translation>
    </message>
    <message>
        <source>&amp;No, nobody</source>
        <translation>&amp;Nein, niemand</translation>
    </message>
    <message>
        <source>Trakt lets in only programs that are registered there as an app, and since July 2026 only members with Trakt VIP may register one.</source>
        <translation>Trakt lässt nur Programme herein, die dort als App registriert sind, und seit Juli 2026 dürfen nur Mitglieder mit Trakt VIP eine registrieren.</translation>
    </message>
    <message>
        <source>You need one for the whole household, entered once. Everybody else signs in with a free account.</source>
        <translation>Ihr braucht eine für den ganzen Haushalt, einmal eingetragen. Alle anderen melden sich mit einem kostenlosen Konto an.</translation>
    </message>
    <message>
        <source>Link another &amp;tracker</source>
        <translation>Anderen &amp;Tracker verknüpfen</translation>
    </message>
    <message>
        <source>Only &amp;keep the log for now</source>
        <translation>&amp;Vorerst nur das Protokoll</translation>
    </message>
    <message>
        <source>Without an app Trakt lets no program in. Scroblarr is of use all the same:</source>
        <translation>Ohne App lässt Trakt kein Programm herein. Nützlich ist Scroblarr trotzdem:</translation>
    </message>
    <message>
        <source>Keep the log here</source>
        <translation>Das Protokoll hier führen</translation>
    </message>
    <message>
        <source>Everything that somebody finishes is kept with its time. If one of you gets Trakt VIP some day, come back to the settings: Scroblarr then offers to send what was watched until then.</source>
        <translation>Alles, was jemand zu Ende sieht, wird mit seiner Zeit aufbewahrt. Bekommt jemand von euch eines Tages Trakt VIP, komm in die Einstellungen zurück: Scroblarr bietet dann an, zu senden, was bis dahin gesehen wurde.</translation>
    </message>
    <message>
        <source>Use another tracker</source>
        <translation>Einen anderen Tracker benutzen</translation>
    </message>
    <message>
        <source>Simkl wants an app too, but anybody may register one there, and it is free. A server that speaks TV Time&apos;s language, for example your own, needs none. Both are linked in a member&apos;s window, on the page Household.</source>
        <translation>Auch Simkl möchte eine App, aber dort darf jeder eine registrieren, und es ist kostenlos. Ein Server, der die Sprache von TV Time spricht, zum Beispiel dein eigener, braucht keine. Beide verknüpfst du im Fenster einer Person, auf der Seite Haushalt.</translation>
    </message>
    <message>
        <source>Trakt deletes an app when the membership of whoever registered it ends.</source>
        <translation>Trakt löscht eine App, wenn die Mitgliedschaft endet, mit der sie registriert wurde.</translation>
    </message>
    <message>
        <source>Trakt knows this app, and the secret is right.</source>
        <translation>Trakt kennt diese App, und das Secret stimmt.</translation>
    </message>
    <message>
        <source>Whether the secret is right shows at the first sign-in.</source>
        <translation>Ob das Secret stimmt, zeigt sich bei der ersten Anmeldung.</translation>
    </message>
    <message>
        <source>Whether it wants a secret as well shows at the first sign-in.</source>
        <translation>Ob sie auch ein Secret braucht, zeigt sich bei der ersten Anmeldung.</translation>
    </message>
    <message>
        <source>Trakt knows this client id.</source>
        <translation>Trakt kennt diese Client-ID.</translation>
    </message>
    <message>
        <source>Trakt does not know this client id</source>
        <translation>Trakt kennt diese Client-ID nicht</translation>
    </message>
    <message>
        <source>It is cut off, or the app was deleted at Trakt.</source>
        <translation>Sie ist abgeschnitten, oder die App wurde bei Trakt gelöscht.</translation>
    </message>
    <message>
        <source>Copy it once more from the app&apos;s page.</source>
        <translation>Kopiere sie noch einmal von der Seite der App.</translation>
    </message>
    <message>
        <source>The secret does not belong to this client id</source>
        <translation>Das Secret gehört nicht zu dieser Client-ID</translation>
    </message>
    <message>
        <source>Trakt knows the app, but not with this secret.</source>
        <translation>Trakt kennt die App, aber nicht mit diesem Secret.</translation>
    </message>
    <message>
        <source>Copy the client secret once more from the app&apos;s page.</source>
        <translation>Kopiere das Client-Secret noch einmal von der Seite der App.</translation>
    </message>
    <message>
        <source>Trakt wants the client secret as well</source>
        <translation>Trakt braucht auch das Client-Secret</translation>
    </message>
    <message>
        <source>It knows the client id.</source>
        <translation>Es kennt die Client-ID.</translation>
    </message>
    <message>
        <source>Paste the client secret from the app&apos;s page.</source>
        <translation>Füge das Client-Secret von der Seite der App ein.</translation>
    </message>
    <message>
        <source>Trakt could not be reached</source>
        <translation>Trakt war nicht zu erreichen</translation>
    </message>
    <message>
        <source>Look whether this computer is online, then try again.</source>
        <translation>Sieh nach, ob dieser Computer online ist, und versuch es dann noch einmal.</translation>
    </message>
    <message>
        <source>Trakt&apos;s shield turned the question away</source>
        <translation>Der Schutzschild von Trakt hat die Frage abgewiesen</translation>
    </message>
    <message>
        <source>Trakt itself never saw it, so nothing is known of the app.</source>
        <translation>Trakt selbst hat sie nie gesehen, über die App ist also nichts bekannt.</translation>
    </message>
    <message>
        <source>That passes. Try again in some minutes.</source>
        <translation>Das geht vorbei. Versuch es in ein paar Minuten noch einmal.</translation>
    </message>
    <message>
        <source>Trakt is out of order</source>
        <translation>Trakt ist gestört</translation>
    </message>
    <message>
        <source>Try again later; nothing is wrong with what you entered.</source>
        <translation>Versuch es später noch einmal; mit deinen Eingaben ist alles in Ordnung.</translation>
    </message>
</context>
<context>
    <name>TraktAppDialog</name>
    <message>
        <source>The household&apos;s Trakt app</source>
        <translation>Die Trakt-App des Haushalts</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Nothing to enter</source>
        <translation>Nichts einzutragen</translation>
    </message>
    <message>
        <source>Does somebody in the household have Trakt VIP?</source>
        <translation>Hat jemand im Haushalt Trakt VIP?</translation>
    </message>
    <message>
        <source>Register an app at Trakt</source>
        <translation>Registriere eine App bei Trakt</translation>
    </message>
    <message>
        <source>Then Trakt has to wait</source>
        <translation>Dann muss Trakt warten</translation>
    </message>
    <message>
        <source>With another app the sign-ins of {names} end. What they watch meanwhile waits and is sent once they have signed in again.</source>
        <translation>Mit einer anderen App enden die Anmeldungen von {names}. Was inzwischen gesehen wird, wartet und wird gesendet, sobald sie sich neu angemeldet haben.</translation>
    </message>
    <message>
        <source>Everyone has to sign in to Trakt again</source>
        <translation>Alle müssen sich neu bei Trakt anmelden</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Change the app</source>
        <translation>App wechseln</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Save all the same</source>
        <translation>Trotzdem &amp;speichern</translation>
    </message>
    <message>
        <source>&amp;Save unchecked</source>
        <translation>Ungeprüft &amp;speichern</translation>
    </message>
</context>
<context>
    <name>TraktAppForm</name>
    <message>
        <source>Client secret</source>
        <translation>Client-Secret</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Open Trakt&apos;s connected apps</source>
        <translation>Trakts verbundene Apps öffnen</translation>
    </message>
    <message>
        <source>Asking Trakt…</source>
        <translation>Frage Trakt&#xa0;…</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Noch einmal prüfen</translation>
    </message>
    <message>
        <source>1. Open Trakt&apos;s page for apps</source>
        <translation>1. Öffne Trakts Seite für Apps</translation>
    </message>
    <message>
        <source>Sign in there as the member with Trakt VIP, and create a new app. It works as long as that membership lasts.</source>
        <translation>Melde dich dort mit dem Konto an, das Trakt VIP hat, und erstelle eine neue App. Sie gilt so lange wie diese Mitgliedschaft.</translation>
    </message>
    <message>
        <source>&amp;Open the page</source>
        <translation>Seite ö&amp;ffnen</translation>
    </message>
    <message>
        <source>2. Fill this in there</source>
        <translation>2. Trag das dort ein</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Redirect addresses</source>
        <translation>Redirect-Adressen</translation>
    </message>
    <message>
        <source>All of them, exactly as they stand here: the first for signing in with a code, the others for signing in with this computer&apos;s browser.</source>
        <translation>Alle, genau so, wie sie hier stehen: die erste für die Anmeldung mit einem Code, die anderen für die Anmeldung mit dem Browser dieses Computers.</translation>
    </message>
    <message>
        <source>3. Paste what Trakt shows then</source>
        <translation>3. Füge ein, was Trakt dann zeigt</translation>
    </message>
    <message>
        <source>Client &amp;id</source>
        <translation>Client-&amp;ID</translation>
    </message>
    <message>
        <source>Client &amp;secret</source>
        <translation>Client-S&amp;ecret</translation>
    </message>
    <message>
        <source>Everybody in the household signs in with this app, VIP or not. Trakt lets a free account connect one such app at a time: whoever uses another one already has to disconnect it there first.</source>
        <translation>Alle im Haushalt melden sich mit dieser App an, mit VIP oder ohne. Ein kostenloses Konto lässt Trakt eine solche App zugleich verbinden: Wer schon eine andere benutzt, muss sie dort zuerst trennen.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy {text}</source>
        <translation>{text} kopieren</translation>
    </message>
    <message>
        <source>Redirect address</source>
        <translation>Redirect-Adresse</translation>
    </message>
</context>
<context>
    <name>TraktSection</name>
    <message>
        <source>How Scroblarr is registered at Trakt. One app serves the whole household.</source>
        <translation>Wie Scroblarr bei Trakt registriert ist. Eine App gilt für den ganzen Haushalt.</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Scroblarr</source>
        <translation>Scroblarr</translation>
    </message>
    <message>
        <source>Copy webhook address</source>
        <translation>Webhook-Adresse kopieren</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Open Scroblarr</source>
        <translation>Scroblarr öffnen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Needs attention ({count})</source>
        <translation>Zu erledigen ({count})</translation>
    </message>
    <message>
        <source>Retry failed ({count})</source>
        <translation>Fehlgeschlagenes noch einmal ({count})</translation>
    </message>
</context>
<context>
    <name>TvTimeForm</name>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Asking {address}…</source>
        <translation>Frage {address}&#xa0;…</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Wird angemeldet&#xa0;…</translation>
    </message>
    <message>
        <source>TV Time</source>
        <translation>TV Time</translation>
    </message>
    <message>
        <source>TV Time answers at this address.</source>
        <translation>Unter dieser Adresse antwortet TV Time.</translation>
    </message>
    <message>
        <source>TV Time was not linked</source>
        <translation>TV Time wurde nicht verknüpft</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Adresse des Servers</translation>
    </message>
    <message>
        <source>The server asks for a start token</source>
        <translation>Der Server verlangt ein Start-Token</translation>
    </message>
    <message>
        <source>TV Time closed on 15 July 2026, and its accounts were deleted. If you use a server that speaks TV Time&apos;s language, enter its address; it is asked before anything about you is sent.</source>
        <translation>TV Time hat am 15. Juli 2026 geschlossen, und die Konten dort wurden gelöscht. Benutzt du einen Server, der die Sprache von TV Time spricht, gib seine Adresse ein; er wird gefragt, bevor irgendetwas über dich gesendet wird.</translation>
    </message>
    <message>
        <source>The password is kept sealed: TV Time needs it whenever it ends a sign-in.</source>
        <translation>Das Passwort wird versiegelt aufbewahrt: TV Time braucht es, sooft es eine Anmeldung beendet.</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>&amp;Benutzername</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>Start &amp;token</source>
        <translation>Start-&amp;Token</translation>
    </message>
</context>
<context>
    <name>TvTimeSection</name>
    <message>
        <source>TV Time</source>
        <translation>TV Time</translation>
    </message>
    <message>
        <source>The service itself closed. Enter the address of a compatible server here, and it stands there whenever somebody links an account.</source>
        <translation>Der Dienst selbst hat geschlossen. Gib hier die Adresse eines kompatiblen Servers ein, und sie steht da, wann immer jemand ein Konto verknüpft.</translation>
    </message>
    <message>
        <source>Add&amp;ress</source>
        <translation>Adr&amp;esse</translation>
    </message>
</context>
<context>
    <name>UnfinishedSetUp</name>
    <message>
        <source>Go on</source>
        <translation>Weitermachen</translation>
    </message>
    <message>
        <source>No more of this</source>
        <translation>Nicht mehr zeigen</translation>
    </message>
    <message>
        <source>Setting up is not finished: connect your media server.</source>
        <translation>Das Einrichten ist nicht fertig: Verbinde deinen Medienserver.</translation>
    </message>
    <message>
        <source>Setting up is not finished: say who watches.</source>
        <translation>Das Einrichten ist nicht fertig: Sag, wer schaut.</translation>
    </message>
    <message>
        <source>Setting up is not finished: link somebody&apos;s tracker.</source>
        <translation>Das Einrichten ist nicht fertig: Verknüpfe einen Tracker.</translation>
    </message>
    <message>
        <source>Setting up is not finished: start at login?</source>
        <translation>Das Einrichten ist nicht fertig: beim Anmelden starten?</translation>
    </message>
    <message>
        <source>Setting up is not finished: play something as a proof.</source>
        <translation>Das Einrichten ist nicht fertig: Spiel etwas zur Probe ab.</translation>
    </message>
</context>
<context>
    <name>UpdateBar</name>
    <message>
        <source>What is new</source>
        <translation>Was ist neu</translation>
    </message>
    <message>
        <source>Not this one</source>
        <translation>Diese nicht</translation>
    </message>
    <message>
        <source>Scroblarr {version} is there.</source>
        <translation>Scroblarr {version} ist da.</translation>
    </message>
</context>
<context>
    <name>UpdatesSection</name>
    <message>
        <source>Newer versions</source>
        <translation>Neuere Versionen</translation>
    </message>
    <message>
        <source>&amp;Tell me when there is a newer version</source>
        <translation>&amp;Sag mir, wenn es eine neuere Version gibt</translation>
    </message>
    <message>
        <source>Scroblarr asks the project&apos;s page once a day. It installs nothing by itself, and nothing about you or your household is sent.</source>
        <translation>Scroblarr fragt einmal am Tag die Seite des Projekts. Es installiert nichts von selbst, und nichts über dich oder deinen Haushalt wird gesendet.</translation>
    </message>
    <message>
        <source>Look &amp;now</source>
        <translation>Jetzt &amp;nachsehen</translation>
    </message>
    <message>
        <source>What is new</source>
        <translation>Was ist neu</translation>
    </message>
    <message>
        <source>Not this one</source>
        <translation>Diese nicht</translation>
    </message>
    <message>
        <source>This is Scroblarr {version}. This version does not ask for newer ones.</source>
        <translation>Das ist Scroblarr {version}. Diese Version fragt nicht nach neueren.</translation>
    </message>
    <message>
        <source>Scroblarr {version} is there.</source>
        <translation>Scroblarr {version} ist da.</translation>
    </message>
    <message>
        <source>Scroblarr could not ask ({when}).</source>
        <translation>Scroblarr konnte nicht fragen ({when}).</translation>
    </message>
    <message>
        <source>There is nothing newer. Asked {when}.</source>
        <translation>Es gibt nichts Neueres. Gefragt {when}.</translation>
    </message>
    <message>
        <source>Nobody was asked yet.</source>
        <translation>Noch wurde nicht gefragt.</translation>
    </message>
    <message>
        <source>Asked {when}.</source>
        <translation>Gefragt {when}.</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Wird gefragt&#xa0;…</translation>
    </message>
</context>
<context>
    <name>WayOut</name>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Put back the copy of {date}</source>
        <translation>Die Kopie vom {date} zurückholen</translation>
    </message>
    <message>
        <source>Start with an empty log</source>
        <translation>Mit leerem Protokoll beginnen</translation>
    </message>
    <message>
        <source>What is there now is kept in Scroblarr&apos;s folder either way.</source>
        <translation>Was jetzt da ist, bleibt so oder so im Ordner von Scroblarr.</translation>
    </message>
    <message>
        <source>There is no good copy of it.</source>
        <translation>Es gibt keine gute Kopie davon.</translation>
    </message>
    <message>
        <source>The last good copy is of {time}, with {watches}.</source>
        <translation>Die letzte gute Kopie ist von {time}, mit {watches}.</translation>
    </message>
    <message>
        <source>What was watched since then is missing in it.</source>
        <translation>Was seitdem gesehen wurde, fehlt darin.</translation>
    </message>
    <message>
        <source>1 watch</source>
        <translation>1 Eintrag</translation>
    </message>
    <message>
        <source>{count} watches</source>
        <translation>{count} Einträge</translation>
    </message>
</context>
<context>
    <name>WhereItRuns</name>
    <message>
        <source>Let your home network call this computer?</source>
        <translation>Darf dein Heimnetz diesen Computer rufen?</translation>
    </message>
    <message>
        <source>Allow the home network</source>
        <translation>Heimnetz erlauben</translation>
    </message>
    <message>
        <source>Say where, so that the server gets an address that leads to this computer.</source>
        <translation>Sag, wo, damit der Server eine Adresse bekommt, die zu diesem Computer führt.</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Computer</translation>
    </message>
    <message>
        <source>It calls Scroblarr without leaving this computer.</source>
        <translation>Er ruft Scroblarr, ohne diesen Computer zu verlassen.</translation>
    </message>
    <message>
        <source>In Docker on this computer</source>
        <translation>In Docker auf diesem Computer</translation>
    </message>
    <message>
        <source>The container finds this computer by the name host.docker.internal.</source>
        <translation>Der Container findet diesen Computer unter dem Namen host.docker.internal.</translation>
    </message>
    <message>
        <source>On another computer of the home network</source>
        <translation>Auf einem anderen Computer im Heimnetz</translation>
    </message>
    <message>
        <source>A NAS, a server, or another PC: it calls this computer by its address.</source>
        <translation>Ein NAS, ein Server oder ein anderer PC: Er ruft diesen Computer über dessen Adresse.</translation>
    </message>
    <message>
        <source>It is told the address</source>
        <translation>Er bekommt die Adresse</translation>
    </message>
    <message>
        <source>This computer&apos;s address that the server is told</source>
        <translation>Adresse dieses Computers, die der Server bekommt</translation>
    </message>
    <message>
        <source>Choose the likeliest by itself</source>
        <translation>Die wahrscheinlichste selbst wählen</translation>
    </message>
    <message>
        <source>{address}  ({adapter})</source>
        <translation>{address}  ({adapter})</translation>
    </message>
    <message>
        <source>{address}  ({adapter}, hardly the home network)</source>
        <translation>{address}  ({adapter}, wohl nicht das Heimnetz)</translation>
    </message>
    <message>
        <source>This computer is in no network now.</source>
        <translation>Dieser Computer ist gerade in keinem Netzwerk.</translation>
    </message>
    <message>
        <source>You had chosen {address}, which this computer does not have any more.</source>
        <translation>Du hattest {address} gewählt; dieser Computer hat sie nicht mehr.</translation>
    </message>
</context>
<context>
    <name>Wizard</name>
    <message>
        <source>Set up</source>
        <translation>Einrichten</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Skip this</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Probe</translation>
    </message>
    <message>
        <source>Say who watches</source>
        <translation>Sagen, wer schaut</translation>
    </message>
    <message>
        <source>Until somebody says who that is, what they watch is kept here and not sent.</source>
        <translation>Bis jemand sagt, wer das ist, wird Gesehenes hier aufbewahrt und nicht gesendet.</translation>
    </message>
    <message>
        <source>Nothing reports yet</source>
        <translation>Noch meldet nichts</translation>
    </message>
    <message>
        <source>The log fills as soon as a media server reports what is watched.</source>
        <translation>Das Protokoll füllt sich, sobald ein Medienserver meldet, was gesehen wird.</translation>
    </message>
    <message>
        <source>The page Servers shows at any time how that stands.</source>
        <translation>Die Seite Server zeigt jederzeit, wie es darum steht.</translation>
    </message>
    <message>
        <source>It works</source>
        <translation>Es klappt</translation>
    </message>
    <message>
        <source>Your media server reports to Scroblarr. Whatever somebody finishes from now on appears in the log, and goes to their tracker by itself.</source>
        <translation>Dein Medienserver meldet an Scroblarr. Was jemand von jetzt an zu Ende sieht, erscheint im Protokoll und geht von selbst an den eigenen Tracker.</translation>
    </message>
    <message>
        <source>Does it work?</source>
        <translation>Klappt es?</translation>
    </message>
    <message>
        <source>Play anything for five seconds on your media server. The line below turns green as soon as the server has reported it.</source>
        <translation>Spiel auf deinem Medienserver irgendetwas fünf Sekunden lang ab. Die Zeile unten wird grün, sobald der Server es gemeldet hat.</translation>
    </message>
    <message>
        <source>Nothing comes? Press Done and open Servers: there the way to your media server is tested and explained.</source>
        <translation>Nichts kommt? Drück auf Fertig und öffne Server: Dort wird der Weg zu deinem Medienserver geprüft und erklärt.</translation>
    </message>
    <message>
        <source>Scroblarr reads what was watched on your media server. Whatever somebody finishes from now on appears in the log within three minutes, and goes to their tracker by itself.</source>
        <translation>Scroblarr liest, was auf deinem Medienserver gesehen wurde. Was jemand von jetzt an zu Ende sieht, erscheint innerhalb von drei Minuten im Protokoll und geht von selbst an den eigenen Tracker.</translation>
    </message>
    <message>
        <source>Scroblarr asks your media server every three minutes what was watched. The line below turns green once that has worked.</source>
        <translation>Scroblarr fragt deinen Medienserver alle drei Minuten, was gesehen wurde. Die Zeile unten wird grün, sobald das geklappt hat.</translation>
    </message>
    <message>
        <source>Where do you watch?</source>
        <translation>Wo schaust du?</translation>
    </message>
    <message>
        <source>Scroblarr hears from your media server when somebody has finished a film or an episode, and marks it in their own tracker. Sign in once; it sets up the rest.</source>
        <translation>Scroblarr erfährt von deinem Medienserver, wenn jemand einen Film oder eine Folge zu Ende gesehen hat, und trägt es im Tracker dieser Person ein. Melde dich einmal an; den Rest richtet es ein.</translation>
    </message>
    <message>
        <source>Who watches?</source>
        <translation>Wer schaut?</translation>
    </message>
    <message>
        <source>Choose who belongs to your household. Others can be added later.</source>
        <translation>Wähle, wer zu deinem Haushalt gehört. Andere kannst du später hinzufügen.</translation>
    </message>
    <message>
        <source>Whose tracker?</source>
        <translation>Wessen Tracker?</translation>
    </message>
    <message>
        <source>Each member links their own account, on this computer or with a phone. Without one, what they watch is kept here, and can be sent once one is linked.</source>
        <translation>Jede Person verknüpft ihr eigenes Konto, an diesem Computer oder mit einem Handy. Ohne eines wird hier aufbewahrt, was sie sieht, und kann gesendet werden, sobald eines verknüpft ist.</translation>
    </message>
    <message>
        <source>Start together with this computer?</source>
        <translation>Zusammen mit diesem Computer starten?</translation>
    </message>
    <message>
        <source>What is watched while Scroblarr is not running arrives late, and from a server that you set up by hand not at all. It sits in the tray and needs next to nothing.</source>
        <translation>Was gesehen wird, während Scroblarr nicht läuft, kommt spät an, und von einem Server, den du von Hand einrichtest, gar nicht. Es sitzt in der Leiste und braucht fast nichts.</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>{minutes} min ago</source>
        <translation>vor {minutes} min</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>dddd, d MMMM</source>
        <comment>a day of this year, as Qt writes it</comment>
        <translation>dddd, d. MMMM</translation>
    </message>
    <message>
        <source>dddd, d MMMM yyyy</source>
        <comment>a day of another year, as Qt writes it</comment>
        <translation>dddd, d. MMMM yyyy</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>in less than a minute</source>
        <translation>in weniger als einer Minute</translation>
    </message>
    <message>
        <source>in {minutes} min</source>
        <translation>in {minutes} min</translation>
    </message>
    <message>
        <source>today at {time}</source>
        <translation>heute um {time}</translation>
    </message>
    <message>
        <source>yesterday at {time}</source>
        <translation>gestern um {time}</translation>
    </message>
    <message>
        <source>on {day} at {time}</source>
        <translation>am {day} um {time}</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <comment>day and month in full, as Qt writes them</comment>
        <translation>d. MMMM</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <comment>a day of another year in full</comment>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>yesterday {time}</source>
        <translation>gestern {time}</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>heute {time}</translation>
    </message>
    <message>
        <source>tomorrow {time}</source>
        <translation>morgen {time}</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>day and month of this year, as Qt writes them</comment>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>a day of another year</comment>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>wird gesendet</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>angekommen</translation>
    </message>
    <message>
        <source>already there</source>
        <translation>schon da</translation>
    </message>
    <message>
        <source>not matched</source>
        <translation>nicht zugeordnet</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>still there</source>
        <translation>noch da</translation>
    </message>
    <message>
        <source>being removed</source>
        <translation>wird entfernt</translation>
    </message>
    <message>
        <source>Delivered {when}.</source>
        <translation>Angekommen {when}.</translation>
    </message>
    <message>
        <source>Next try {when}.</source>
        <translation>Nächster Versuch {when}.</translation>
    </message>
    <message>
        <source>Waits for your answer.</source>
        <translation>Wartet auf deine Antwort.</translation>
    </message>
    <message>
        <source>Waits until the account can be used again.</source>
        <translation>Wartet, bis das Konto wieder benutzt werden kann.</translation>
    </message>
    <message>
        <source>Until {when}.</source>
        <translation>Bis {when}.</translation>
    </message>
</context>
</TS>
