/**
 * How long a certificate is still valid when somebody is told: today with `warning`, now with `critical`.
 * Google renews a month before the end, so less than `warning` means that a renewal failed.
 * https://cloud.google.com/certificate-manager/docs/certificates
 */
export const usualCertificateValidity = { warning: "20d", critical: "7d" } as const;
