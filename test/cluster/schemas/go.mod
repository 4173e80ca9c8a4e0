// Published definitions of kinds that GKE serves and Kubernetes does not have. Nothing is compiled: the modules are read as data.
// To change a version: edit it here, delete its lines in go.sum, and run "go mod download" with the module and its version.
module holdfast.invalid/test/cluster/schemas

go 1.25.0

require (
	github.com/GoogleCloudPlatform/gke-gateway-api v1.3.0
	github.com/GoogleCloudPlatform/prometheus-engine v0.17.2
	sigs.k8s.io/gateway-api v1.3.0
)
