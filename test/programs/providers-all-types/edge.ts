import * as gcp from "@pulumi/gcp";
import { service } from "./workloads";

const authorization = new gcp.certificatemanager.DnsAuthorization("authorization", {
  domain: "example.com",
});

const certificate = new gcp.certificatemanager.Certificate("certificate", {
  managed: { domains: ["*.example.com"], dnsAuthorizations: [authorization.id] },
});

const certificates = new gcp.certificatemanager.CertificateMap("certificates", {});

new gcp.certificatemanager.CertificateMapEntry("certificate-entry", {
  map: certificates.name,
  certificates: [certificate.id],
  hostname: "www.example.com",
});

new gcp.compute.ManagedSslCertificate("managed-certificate", {
  managed: { domains: ["www.example.com"] },
});

const endpoints = new gcp.compute.RegionNetworkEndpointGroup("endpoints", {
  region: service.location,
  cloudRun: { service: service.name },
});

const protection = new gcp.compute.SecurityPolicy("protection", {});

const backend = new gcp.compute.BackendService("backend", {
  loadBalancingScheme: "EXTERNAL_MANAGED",
  securityPolicy: protection.id,
  backends: [{ group: endpoints.id }],
});

const urlMap = new gcp.compute.URLMap("url-map", { defaultService: backend.id });

const secure = new gcp.compute.TargetHttpsProxy("secure", {
  urlMap: urlMap.id,
  certificateMap: certificates.id.apply((id) => `//certificatemanager.googleapis.com/${id}`),
  sslPolicy: new gcp.compute.SSLPolicy("tls", { minTlsVersion: "TLS_1_2" }).id,
});

const plain = new gcp.compute.TargetHttpProxy("plain", { urlMap: urlMap.id });

/** The way in with TLS. */
export const entrance = new gcp.compute.GlobalForwardingRule("entrance", {
  loadBalancingScheme: "EXTERNAL_MANAGED",
  target: secure.id,
  portRange: "443",
});

new gcp.compute.GlobalForwardingRule("plain-entrance", {
  loadBalancingScheme: "EXTERNAL_MANAGED",
  target: plain.id,
  portRange: "80",
});

const regional = new gcp.compute.RegionBackendService("regional-backend", {});

new gcp.compute.ForwardingRule("regional-entrance", {
  loadBalancingScheme: "INTERNAL",
  backendService: regional.id,
  allPorts: true,
});
