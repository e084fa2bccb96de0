import type { Certificate } from './server';

/**
 * For tests only, and secret from nobody: a key for 127.0.0.1 with a certificate that vouches for itself. Made with
 * `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500`.
 */
export const selfSigned: Certificate = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg0AKN+llpf1wsPUfA
EAhKCRHV56FlnGULgnEBB46S7l2hRANCAATGvnU25XPqZvGA6w0D+Eoy4GxknfcP
O6tbZfjQwa6jK8pJZJVDqbONUzWMHDru72ZOfq9/4SwcMs876AWOap8U
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBozCCAUqgAwIBAgIUYtVC7n1f6ZlhHHCEQTEAadd+w+swCgYIKoZIzj0EAwIw
HjEcMBoGA1UEAwwTT1NQTyBMZW5zIHRlc3Qgb25seTAgFw0yNjExMjMwNzMyMDBa
GA8yMTI2MTAzMDA3MzIwMFowHjEcMBoGA1UEAwwTT1NQTyBMZW5zIHRlc3Qgb25s
eTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMa+dTblc+pm8YDrDQP4SjLgbGSd
9w87q1tl+NDBrqMryklklUOps41TNYwcOu7vZk5+r3/hLBwyzzvoBY5qnxSjZDBi
MB0GA1UdDgQWBBS5NQQtC/SRtwV1zNlWBalX9svR+jAfBgNVHSMEGDAWgBS5NQQt
C/SRtwV1zNlWBalX9svR+jAPBgNVHRMBAf8EBTADAQH/MA8GA1UdEQQIMAaHBH8A
AAEwCgYIKoZIzj0EAwIDRwAwRAIgODr9hq1mceTvwxYOQbq3LxLey/K21BT7N+51
4VbA+78CIFRp7hT24Hqq1XnmvWes+d9ldFo7l10Ldg3nMEntv2v2
-----END CERTIFICATE-----
`,
};
