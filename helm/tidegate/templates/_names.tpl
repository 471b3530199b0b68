{{- define "tidegate.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 52 | trimSuffix "-" -}}
{{- end -}}

{{- /* 52 characters: a StatefulSet labels its pods with its own name and eleven characters more, and a label has 63. */ -}}
{{- define "tidegate.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- else if contains (include "tidegate.name" .) .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "tidegate.name" .) | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "tidegate.image" -}}
{{- $image := .Values.image -}}
{{- if $image.digest -}}
{{- printf "%s@%s" $image.repository $image.digest -}}
{{- else -}}
{{- printf "%s:%s" $image.repository (default .Chart.AppVersion $image.tag) -}}
{{- end -}}
{{- end -}}

{{- /* What all pods of a release have in common: those that serve, and the one that tests. */ -}}
{{- define "tidegate.releaseLabels" -}}
app.kubernetes.io/name: {{ include "tidegate.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- /* The component keeps the test's pod from being sent requests. */ -}}
{{- define "tidegate.selectorLabels" -}}
{{ include "tidegate.releaseLabels" . }}
app.kubernetes.io/component: server
{{- end -}}

{{- define "tidegate.labels" -}}
{{- $own := dict
  "helm.sh/chart" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimAll "-_.")
  "app.kubernetes.io/version" (default .Chart.AppVersion .Values.image.tag | replace "+" "_" | trunc 63 | trimAll "-_.")
  "app.kubernetes.io/managed-by" .Release.Service
  "app.kubernetes.io/part-of" "tidegate" -}}
{{- $own = merge $own (include "tidegate.selectorLabels" . | fromYaml) -}}
{{- merge $own .Values.commonLabels | toYaml -}}
{{- end -}}

{{- define "tidegate.serviceAccountName" -}}
{{- default (ternary (include "tidegate.fullname" .) "default" .Values.serviceAccount.create) .Values.serviceAccount.name -}}
{{- end -}}

{{- define "tidegate.claimName" -}}
{{- default (printf "%s-data" (include "tidegate.fullname" .)) .Values.database.embedded.persistence.existingClaim -}}
{{- end -}}

{{- define "tidegate.policiesName" -}}
{{- if .Values.policies.existingConfigMap -}}
{{- .Values.policies.existingConfigMap -}}
{{- else if .Values.policies.files -}}
{{- printf "%s-policies" (include "tidegate.fullname" .) -}}
{{- end -}}
{{- end -}}

{{- /* "true" where the chart makes a token: where nobody could call otherwise. */ -}}
{{- define "tidegate.makesToken" -}}
{{- $access := .Values.access -}}
{{- if and $access.token.create (not (or $access.token.existingSecret $access.tokensFile.existingSecret $access.jwt.jwkSetUri $access.jwt.publicKey.existingConfigMap)) -}}
true
{{- end -}}
{{- end -}}

{{- /* The secret with the one token, or nothing. */ -}}
{{- define "tidegate.tokenSecretName" -}}
{{- if .Values.access.token.existingSecret -}}
{{- .Values.access.token.existingSecret -}}
{{- else if include "tidegate.makesToken" . -}}
{{- printf "%s-token" (include "tidegate.fullname" .) -}}
{{- end -}}
{{- end -}}

{{- define "tidegate.usesPostgres" -}}
{{- if eq .Values.database.kind "postgresql" -}}true{{- end -}}
{{- end -}}

{{- define "tidegate.mayHaveSeveralPods" -}}
{{- if or .Values.autoscaling.enabled (gt (int .Values.replicaCount) 1) -}}true{{- end -}}
{{- end -}}

{{- define "tidegate.terminationGracePeriodSeconds" -}}
{{- add .Values.drain.delaySeconds .Values.drain.graceSeconds .Values.drain.requestsSeconds 10 -}}
{{- end -}}
