// A second verifier of the records and logs of Reconvene, in another language. It was written from
// docs/explanation/proof.md, shares nothing with verifier.py, and needs only Node 20 or later.
//
//     node verifier.mjs check FOLDER [--kept FILE] [--key KEY]
//     node verifier.mjs verify FILE [--checkpoint FILE [--key KEY]]
//
// It ends with 0 where all is sound, else with 1 and the first case and entry that is wrong.
// Unlike verifier.py it keeps nothing: whoever uses it for a witness keeps the checkpoint himself.

import { createHash, createPublicKey, verify as isSigned } from "node:crypto";
import { createReadStream, existsSync, readFileSync, readdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { join } from "node:path";

const HEADER = "authority case number kind schema happened_on happened_at recorded_at actor role".split(" ");
const OPENING = "authority case reference year serial opened_at".split(" ");
const NOTHING = Buffer.alloc(0);

class Refused extends Error {
  constructor(what, at, number) {
    super(at === undefined ? what : `case ${at}, entry ${number}: ${what}`);
  }
}

function sha256(...parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function hex(text) {
  const bytes = Buffer.from(text ?? "", "hex"); // it stops without a word at what is not hexadecimal
  if (bytes.toString("hex") !== (text ?? "")) throw new Refused("a digest is not in hexadecimal");
  return bytes;
}

function framed(...fields) {
  const parts = [];
  for (const field of fields) {
    const bytes = typeof field === "string" ? Buffer.from(field, "utf8") : field;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    parts.push(length, bytes);
  }
  return Buffer.concat(parts);
}

const digest = (...fields) => sha256(framed(...fields));
const linked = (before, header, commitment) => digest("link/1", before, header, commitment);
const openingOf = (head) => digest("case/1", ...OPENING.map((name) => String(head[name])));
const headerOf = (entry) =>
  digest("header/1", ...HEADER.map((name) => String(entry[name])), hex(entry.request), hex(entry.body));

// The trees of RFC 6962: a leaf is hashed after a byte 0, a node after a byte 1.
const leaf = (bytes) => sha256(Buffer.of(0), bytes);
const node = (left, right) => sha256(Buffer.of(1), left, right);

/** The largest power of two below a number of leaves: how many stand on the left. */
function leftOf(size) {
  let left = 1;
  while (left * 2 < size) left *= 2;
  return left;
}

function rootOf(hashes, from = 0, to = hashes.length) {
  if (to === from) return sha256(NOTHING);
  if (to - from === 1) return hashes[from];
  const middle = from + leftOf(to - from);
  return node(rootOf(hashes, from, middle), rootOf(hashes, middle, to));
}

function rootAbove(hash, place, size, path) {
  if (size === 1 && path.length === 0) return hash;
  if (size < 2 || path.length === 0) throw new Refused("a way up the tree has the wrong length");
  const left = leftOf(size);
  const beside = path[path.length - 1];
  const rest = path.slice(0, -1);
  return place < left
    ? node(rootAbove(hash, place, left, rest), beside)
    : node(beside, rootAbove(hash, place - left, size - left, rest));
}

const headLeaf = (name, opening, number, link) =>
  leaf(framed("head/1", name, opening, String(number), link));

function readCheckpoint(path, key) {
  const [text, signed] = readFileSync(path, "utf8").split("\n\n");
  const lines = text.split("\n");
  if (lines.length !== 6 || signed === undefined) throw new Refused("it is no checkpoint");
  const [origin, size, root, before, cases, at] = lines;
  const [, count, heads] = cases.split(" ");
  const one = {
    text: `${text}\n`, origin, size: Number(size), root: Buffer.from(root, "base64"),
    before: Buffer.from(before.split(" ")[1], "base64"), cases: Number(count),
    heads: Buffer.from(heads, "base64"), at: at.split(" ")[1], signatures: signed.split("\n"),
  };
  if (key) demandSignature(one, key);
  return one;
}

function demandSignature(checkpoint, key) {
  const [name, , packed] = [...key.split("+", 2), key.split("+").slice(2).join("+")];
  const material = Buffer.from(packed, "base64");
  const mark = sha256(Buffer.from(`${name}\n`), material).subarray(0, 4);
  const spki = Buffer.concat([hex("302a300506032b6570032100"), material.subarray(1)]);
  const known = createPublicKey({ key: spki, format: "der", type: "spki" });
  const isOurs = checkpoint.signatures.some((line) => {
    if (!line.startsWith(`— ${checkpoint.origin} `) || name !== checkpoint.origin) return false;
    const code = Buffer.from(line.slice(line.lastIndexOf(" ") + 1), "base64");
    const isMarked = code.subarray(0, 4).equals(mark);
    return isMarked && isSigned(null, Buffer.from(checkpoint.text), known, code.subarray(4));
  });
  if (!isOurs) throw new Refused(`the checkpoint at size ${checkpoint.size} is not signed with it`);
}

function check(folder, kept, key) {
  const names = readdirSync(folder).filter((name) => name.endsWith(".checkpoint")).sort();
  const cases = new Map();
  const leaves = [];
  let before;
  let isNew = !kept;
  for (const name of names) {
    const one = readCheckpoint(join(folder, name), isNew ? key : "");
    const lines = readFileSync(join(folder, name.replace("checkpoint", "entries")), "ascii");
    for (const line of lines.split("\n").filter(Boolean)) take(line, cases, leaves);
    if (leaves.length !== one.size || !rootOf(leaves).equals(one.root)) {
      throw new Refused(`${name} was not made of these entries`);
    }
    const heads = [...cases.keys()].sort().map((id) => {
      const { opening, number, link } = cases.get(id);
      return headLeaf(id, opening, number, link);
    });
    if (heads.length !== one.cases || !rootOf(heads).equals(one.heads)) {
      throw new Refused(`${name} was not made of these cases`);
    }
    const follows = before ? sha256(Buffer.from(before.text)) : one.before;
    if (!follows.equals(one.before) || (before && before.origin !== one.origin)) {
      throw new Refused(`the checkpoint at size ${one.size} does not follow the one before`);
    }
    isNew = isNew || one.text === kept;
    before = one;
  }
  if (!isNew || !before) throw new Refused("the log is empty, rewritten or cut");
  return `Sound. Lines: ${before.size}. Cases: ${before.cases}. As they were at ${before.at}.`;
}

function take(line, cases, leaves) {
  const [name, count, first, second] = line.split(" ");
  const number = Number(count);
  const known = cases.get(name);
  if (number !== (known ? known.number + 1 : 0)) throw new Refused("not in its place", name, number);
  const one = known ?? { opening: hex(first), link: NOTHING };
  if (known) one.link = linked(one.link, hex(first), hex(second));
  one.number = number;
  cases.set(name, one);
  leaves.push(leaf(framed("entry/1", name, String(number), number ? one.link : one.opening)));
}

async function verify(path, checkpoint) {
  const lines = createInterface({ input: createReadStream(path, "utf8"), crlfDelay: Infinity });
  let isAll;
  let one;
  const sum = { cases: 0, entries: 0, witnessed: 0 };
  for await (const line of lines) {
    const found = JSON.parse(line);
    if (isAll === undefined) {
      if (typeof found.holds !== "string") throw new Refused("it is no record");
      isAll = found.holds === "all";
    } else if (one && one.head.case === found.case) {
      takeEntry(one, found, checkpoint);
    } else {
      if (one && found.case <= one.head.case) throw new Refused("the case is here twice", found.case, 0);
      close(one, sum, checkpoint, isAll);
      if (typeof found.length !== "number") throw new Refused("a case has no head");
      one = { head: found, opening: openingOf(found), number: 0, link: NOTHING, isSeen: false, kind: "", blank: 0 };
    }
  }
  if (isAll === undefined) throw new Refused("the file is empty");
  close(one, sum, checkpoint, isAll);
  if (checkpoint && isAll && sum.witnessed !== checkpoint.cases) {
    throw new Refused(`${sum.witnessed} of the checkpoint's ${checkpoint.cases} cases are here`);
  }
  const seen = checkpoint ? `, as they were at ${checkpoint.at}: ${sum.witnessed}` : "";
  return `Sound. Entries: ${sum.entries}. Cases: ${sum.cases}${seen}.`;
}

function takeEntry(one, entry, checkpoint) {
  one.number += 1;
  one.kind = entry.kind;
  one.blank += "part" in entry ? 1 : 0;
  one.link = linked(one.link, headerOf(entry), hex(entry.commitment));
  const { head, number } = one;
  if (entry.authority !== head.authority || entry.number !== number || entry.link !== one.link.toString("hex")) {
    throw new Refused("it is not what was written, or not in its place", head.case, number);
  }
  if (checkpoint && head.witnessed && head.witnessed.number === number) {
    const start = headLeaf(head.case, one.opening, number, one.link);
    const path = head.witnessed.path.map(hex);
    if (!rootAbove(start, head.witnessed.place, checkpoint.cases, path).equals(checkpoint.heads)) {
      throw new Refused("it is not what the checkpoint saw", head.case, number);
    }
    one.isSeen = true;
  }
}

function close(one, sum, checkpoint, isAll) {
  if (!one) return;
  if (one.blank !== (one.kind === "record.erased" ? one.number - 1 : 0)) {
    throw new Refused("contents are missing, and no erasure at its end says so", one.head.case, one.number);
  }
  if (one.head.length !== one.number || one.head.link !== one.link.toString("hex")) {
    throw new Refused("the record ends here, and its head says otherwise", one.head.case, one.number);
  }
  if (checkpoint && !one.isSeen && !isAll) throw new Refused("the checkpoint does not know it", one.head.case, 0);
  sum.cases += 1;
  sum.entries += one.number;
  sum.witnessed += one.isSeen ? 1 : 0;
}

async function main([command, path, ...rest]) {
  const asked = Object.fromEntries(rest.map((word, place) => [word, rest[place + 1]]));
  const { "--key": key = "", "--kept": kept, "--checkpoint": seen } = asked;
  try {
    const text = kept && existsSync(kept) ? readCheckpoint(kept, "").text : "";
    const said = command === "check"
      ? check(path, text, key)
      : await verify(path, seen ? readCheckpoint(seen, key) : undefined);
    process.stdout.write(`${said}\n`);
    return 0;
  } catch (fault) {
    process.stderr.write(`Refused: ${fault.message}\n`);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
