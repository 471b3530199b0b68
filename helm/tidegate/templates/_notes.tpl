{{- define "tidegate.notes" -}}
{{- $name := include "tidegate.fullname" . -}}
{{- $secret := include "tidegate.tokenSecretName" . -}}
Tidegate {{ .Chart.AppVersion }} is in the namespace {{ .Release.Namespace }}, as {{ ternary "the Deployment" "the StatefulSet" (not (empty (include "tidegate.usesPostgres" .))) }} {{ $name }}.

The first job, when it is ready:

  kubectl -n {{ .Release.Namespace }} port-forward service/{{ $name }} 8080:{{ .Values.service.port }}

and in another terminal

{{ if $secret }}  TOKEN="$(kubectl -n {{ .Release.Namespace }} get secret {{ $secret }} -o go-template='{{ "{{" }} index .data "{{ .Values.access.token.key }}" | base64decode }}')"
{{ else }}  TOKEN=…   # one of {{ .Values.access.tokensFile.existingSecret | empty | ternary "the issuer of JSON Web Tokens" "the tokens file" }}
{{ end }}  curl -H "Authorization: Bearer $TOKEN" -H 'Content-Type: text/x-lua' \
    --data-binary 'print("hello") return { sum = 1 + 2 }' 'http://127.0.0.1:8080/v1/run?name=first'
{{ if or $secret .Values.tests.token.existingSecret }}
The same from within the cluster:

  helm -n {{ .Release.Namespace }} test {{ .Release.Name }} --logs
{{ end }}
{{- if not (include "tidegate.policiesName" .) }}
No policies are set, so jobs run and can connect to nothing: see policies.files.
{{- end }}
{{- if and (not (include "tidegate.usesPostgres" .)) (not .Values.database.embedded.persistence.enabled) }}
Jobs are lost with the pod: see database.embedded.persistence.enabled.
{{- end }}
{{- if and (include "tidegate.usesPostgres" .) .Values.networkPolicy.enabled (not .Values.networkPolicy.egress.database.to) }}
The network policy lets pods reach port {{ .Values.database.postgresql.port }} of every address: see networkPolicy.egress.database.to.
{{- end }}
{{- if and .Values.networkPolicy.enabled (or .Values.ingress.enabled .Values.httpRoute.enabled .Values.metrics.serviceMonitor.enabled (ne .Values.service.type "ClusterIP")) }}
The network policy lets in what networkPolicy.ingress.from lists: the ingress controller, the gateway, Prometheus and whoever else calls
from outside the namespace have to be there.
{{- end }}
{{- end -}}
