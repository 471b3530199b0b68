{{- /* What a schema can't say. Each message says what to do. */ -}}
{{- define "tidegate.check" -}}
{{- $v := .Values -}}
{{- $postgres := include "tidegate.usesPostgres" . -}}
{{- if and (not $postgres) $v.autoscaling.enabled -}}
{{- fail "autoscaling.enabled needs a database that pods share: set database.kind to postgresql and name it in database.postgresql, or switch autoscaling off" -}}
{{- end -}}
{{- if and (not $postgres) (gt (int $v.replicaCount) 1) -}}
{{- fail (printf "replicaCount is %d, but the embedded store is a file that one pod owns: set replicaCount to 1, or set database.kind to postgresql and name the database in database.postgresql" (int $v.replicaCount)) -}}
{{- end -}}
{{- if and $postgres (not $v.database.postgresql.host) -}}
{{- fail "database.kind is postgresql: set database.postgresql.host to the server's name" -}}
{{- end -}}
{{- if and $postgres (not $v.database.postgresql.existingSecret) -}}
{{- fail "database.kind is postgresql: set database.postgresql.existingSecret to the name of a secret with the keys username and password, such as by kubectl create secret generic tidegate-database --from-literal=username=… --from-literal=password=…" -}}
{{- end -}}
{{- if and $v.autoscaling.enabled (gt (int $v.autoscaling.minReplicas) (int $v.autoscaling.maxReplicas)) -}}
{{- fail "autoscaling.minReplicas is above autoscaling.maxReplicas" -}}
{{- end -}}
{{- if and $v.autoscaling.enabled (eq (int $v.autoscaling.cpu.targetUtilization) 0) (not $v.autoscaling.queue.enabled) -}}
{{- fail "autoscaling has nothing to look at: set autoscaling.cpu.targetUtilization, or switch autoscaling.queue.enabled on" -}}
{{- end -}}
{{- if and $v.autoscaling.enabled (gt (int $v.autoscaling.cpu.targetUtilization) 0) (not (dig "requests" "cpu" "" $v.resources)) -}}
{{- fail "autoscaling by CPU is a percentage of the requested CPU: set resources.requests.cpu" -}}
{{- end -}}
{{- if and $v.policies.files $v.policies.existingConfigMap -}}
{{- fail "policies are either in policies.files or in policies.existingConfigMap: leave one of them empty" -}}
{{- end -}}
{{- if and $v.access.jwt.jwkSetUri $v.access.jwt.publicKey.existingConfigMap -}}
{{- fail "the keys of JSON Web Tokens come either from access.jwt.jwkSetUri or from access.jwt.publicKey: leave one of them empty" -}}
{{- end -}}
{{- if and $v.access.jwt.issuer (not $v.access.jwt.audience) -}}
{{- fail "access.jwt.issuer needs access.jwt.audience: else tokens that the issuer made for others would open this service, too" -}}
{{- end -}}
{{- if and (not (include "tidegate.tokenSecretName" .)) (not (or $v.access.tokensFile.existingSecret $v.access.jwt.jwkSetUri $v.access.jwt.publicKey.existingConfigMap)) -}}
{{- fail "nobody could call: set access.token.existingSecret, access.tokensFile.existingSecret or access.jwt, or let access.token.create be true" -}}
{{- end -}}
{{- if and $v.metrics.serviceMonitor.enabled (not (or $v.metrics.serviceMonitor.token.existingSecret (include "tidegate.tokenSecretName" .))) -}}
{{- fail "metrics need a token: set metrics.serviceMonitor.token.existingSecret to a secret with one whose group may metrics.read" -}}
{{- end -}}
{{- if and $v.ingress.enabled (not $v.ingress.hosts) -}}
{{- fail "ingress.enabled needs ingress.hosts" -}}
{{- end -}}
{{- if and $v.httpRoute.enabled (not $v.httpRoute.parentRefs) -}}
{{- fail "httpRoute.enabled needs httpRoute.parentRefs: the gateway that it belongs to" -}}
{{- end -}}
{{- end -}}
