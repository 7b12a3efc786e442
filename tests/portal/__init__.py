"""The portal over HTTP: real store, real keys, a client that does what the browser does."""
