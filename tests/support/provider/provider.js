// An OpenID Connect provider as an authority might have one, for tests.
//
//   node provider.js <where our server is to be come back to>
//
// Prints the address it serves at. Whoever signs in there is known by the name they type. After a
// GET of /forge/<how> the tokens it gives are forged in that way (see FORGERIES), until /forge/no.

import { createServer } from "node:http";
import { createHmac } from "node:crypto";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import Provider from "oidc-provider";

const [back] = process.argv.slice(2);
const ours = await generateKeyPair("RS256", { extractable: true });
const another = await generateKeyPair("RS256");
const KID = "the-key";
const published = { ...(await exportJWK(ours.privateKey)), kid: KID, alg: "RS256", use: "sig" };

const coded = (some) => Buffer.from(JSON.stringify(some)).toString("base64url");
const signed = (claims, { key = ours.privateKey, kid = KID } = {}) =>
  new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid }).sign(key);
const by = (algorithm, claims, sign) => {
  const said = `${coded({ alg: algorithm, kid: KID })}.${coded(claims)}`;
  return `${said}.${sign(said)}`;
};

const FORGERIES = {
  "signed-by-somebody-else": (told) => signed(told, { key: another.privateKey }),
  "under-a-key-nobody-published": (told) => signed(told, { kid: "another" }),
  "not-signed": (told) => by("none", told, () => ""),
  "signed-with-what-is-public": (told) =>
    by("HS256", told, (said) => createHmac("sha256", published.n).update(said).digest("base64url")),
  "changed-after-it-was-signed": (told, token) => {
    const [header, , signature] = token.split(".");
    return `${header}.${coded({ ...told, sub: "subject-0815" })}.${signature}`;
  },
  "for-another-audience": (told) => signed({ ...told, aud: "another" }),
  "handed-on-by-another-party": (told) =>
    signed({ ...told, aud: ["reconvene", "another"], azp: "another" }),
  "of-another-issuer": (told) => signed({ ...told, iss: "https://another.example" }),
  "of-another-question": (told) => signed({ ...told, nonce: "another" }),
  "of-no-question": ({ nonce, ...told }) => signed(told),
  "too-old": (told) => signed({ ...told, iat: told.iat - 7200, exp: told.exp - 7200 }),
  "for-good": ({ exp, ...told }) => signed(told),
  "about-nobody": ({ sub, ...told }) => signed(told),
  "no-token-at-all": () => undefined,
  nonsense: () => "a.b.c",
};

let forge = null;
const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://localhost:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "reconvene", client_secret: "only-for-tests", redirect_uris: [back] }],
    cookies: { keys: ["only-for-tests"] },
    jwks: { keys: [published] },
    pkce: { required: () => true },
  });
  provider.use(async (context, next) => {
    await next();
    if (forge === null || context.path !== "/token") return;
    const { id_token: token, ...rest } = context.body;
    const told = JSON.parse(Buffer.from(token.split(".")[1], "base64url"));
    context.body = { ...rest, id_token: await forge(told, token) };
  });
  const answer = provider.callback();
  server.on("request", (request, response) => {
    const how = /^\/forge\/([a-z-]+)$/.exec(request.url)?.[1];
    if (how === undefined) return answer(request, response);
    forge = FORGERIES[how] ?? null;
    response.end(how === "no" || forge ? "so be it" : "unknown");
  });
  console.log(issuer);
});
