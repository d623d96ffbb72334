#!/usr/bin/env bash
# Makes the keys and secrets that this overlay mounts, next to this script; nothing of it belongs into version control.
# Needs openssl 3. Run once, then: kubectl apply -k .
set -euo pipefail
cd "$(dirname "$0")"
umask 077

random() { openssl rand -hex 32; }

# Tokens: ES256, PKCS#8 and X.509 in PEM.
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out private.pem
openssl pkey -in private.pem -pubout -out public.pem

# An SM2 key: the private number in hexadecimal, the public point uncompressed in base64url.
sm2=$(mktemp)
trap 'rm -f "$sm2"' EXIT
make_sm2() {
  openssl ecparam -name SM2 -genkey -noout -out "$sm2"
  number=$(openssl ec -in "$sm2" -text -noout 2>/dev/null | sed -n '/^priv:/,/^pub:/p' | grep '^ ' | tr -d ' :\n' | sed 's/^00//')
  printf -v number '%64s' "$number"
  number=${number// /0}
  point=$(openssl ec -in "$sm2" -pubout -conv_form uncompressed -outform DER 2>/dev/null | tail -c 65 | base64 -w0 | tr '+/' '-_' | tr -d '=')
}

# Settlement's key for the heads of logs
make_sm2
echo "notarySecret=$number" > settlement.env
echo "publicKey=$point" > notary-key.env

# The central bank's key
make_sm2
cat > issuer.env <<END
signingSecret=$number
centralBankClientSecret=$(random)
auditorClientSecret=$(random)
settlementClientSecret=$(random)
END
echo "receiptSecret=$(random)" > wallet.env
echo "publicKey=$point" > central-bank-key.env
for name in postgres issuer wallet settlement auditor; do echo "$name=$(random)"; done > db.env
echo "made: private.pem public.pem issuer.env wallet.env settlement.env central-bank-key.env notary-key.env db.env"
