"""A simulated household: strict fakes of the outside services, on loopback only.

The demo runs on them and so do the tests. They know nothing of this app's clients: they are
written from what is known about each service, and refuse what the real one refuses.

- `catalogue`  movies and shows that exist in the simulated world; `titles` fills one
- `fake_trakt` Trakt: OAuth, scrobbling, history, search
- `fake_tvtime` TV Time behind its sidecar
- `faults`     outages, lost connections, wrong answers, on demand
- `media_servers` Plex and Jellyfin servers whose viewers send webhooks
- `household`  the demo itself: who lives there, what they watch, and how it is told
"""
