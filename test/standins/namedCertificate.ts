/**
 * For tests only, and secret from nobody: a key for service.example and 127.0.0.1 with a certificate that vouches for
 * itself. Made with `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500`.
 */
export const namedCertificate = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgkJLMspUc21ChySSd
24XhSo94QKDW06inf7FsPzfoBrahRANCAATz8/fGN60lNYFHWaXPKqyX+chmNTlM
o+DPC8XN5fzaurIRuTu0BPoSGq2Bj5npvYW7e1HsAtcENm/1VlxOR+/w
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBtTCCAVugAwIBAgIUBv/A0U85ZWeJdqzHC1QIJCBuzn0wCgYIKoZIzj0EAwIw
HjEcMBoGA1UEAwwTT1NQTyBMZW5zIHRlc3Qgb25seTAgFw0yNjExMjMwNzQzNTla
GA8yMTI2MTAzMDA3NDM1OVowHjEcMBoGA1UEAwwTT1NQTyBMZW5zIHRlc3Qgb25s
eTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABPPz98Y3rSU1gUdZpc8qrJf5yGY1
OUyj4M8Lxc3l/Nq6shG5O7QE+hIarYGPmem9hbt7UewC1wQ2b/VWXE5H7/CjdTBz
MB0GA1UdDgQWBBTYVCR1aAepq9DdlrXNwvdztbeXQzAfBgNVHSMEGDAWgBTYVCR1
aAepq9DdlrXNwvdztbeXQzAPBgNVHRMBAf8EBTADAQH/MCAGA1UdEQQZMBeCD3Nl
cnZpY2UuZXhhbXBsZYcEfwAAATAKBggqhkjOPQQDAgNIADBFAiEAz5hpc9zDv6Jn
hWxqXYHmTBYJcdNSidjmXze3xg2ZljQCIBKFh6aeJfvEr6QxFtUFDqJP0V3oapvq
nrLA/djE094s
-----END CERTIFICATE-----
`,
};
