"""plex.tv as the app sees it: sign-in, people, servers, webhook addresses."""
