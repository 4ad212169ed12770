"""How people prove who they are: passwords, second factors, single sign-on, and for how long."""
