// An OpenID Connect provider as an authority might have one, for tests.
//
//   node provider.js <where our server is to be come back to>
//
// Prints the address it serves at. Whoever signs in there is known by the name they type.

import { createServer } from "node:http";
import Provider from "oidc-provider";

const [back] = process.argv.slice(2);
const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://localhost:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "reconvene", client_secret: "only-for-tests", redirect_uris: [back] }],
    cookies: { keys: ["only-for-tests"] },
    pkce: { required: () => true },
  });
  server.on("request", provider.callback());
  console.log(issuer);
});
