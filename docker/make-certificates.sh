#!/usr/bin/env bash
# Makes the certificates of compose.cluster.yaml, for a cluster that has no authority of its own yet. What is there already is
# left as it is, so a certificate is renewed by removing its folder and running this again.
set -euo pipefail

# The user that EventStoreDB runs as in its image.
readonly EVENTSTORE_USER=1000:1000

if [[ ! -e /authority/ca/ca.key ]]; then
  es-gencert-cli create-ca -out /authority/ca
fi
cp /authority/ca/ca.crt /ca/ca.crt

for node in 1 2 3; do
  folder=/certificate-$node/node
  [[ -e $folder/node.key ]] && continue
  es-gencert-cli create-node -ca-certificate /authority/ca/ca.crt -ca-key /authority/ca/ca.key -out "$folder" \
    -ip-addresses 127.0.0.1 -dns-names "eventstoredb-$node,eventstoredb,localhost"
  chown -R "$EVENTSTORE_USER" "$folder"
done
