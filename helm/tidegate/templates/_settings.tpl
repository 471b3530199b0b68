{{- /* Properties that have a value of their own, as the value's path: `config` may not set them behind its back. Without dashes, in lower case. */ -}}
{{- define "tidegate.ownProperties" -}}
server.address: "the chart itself, since a pod has to listen on all its addresses"
server.port: containerPort
server.shutdown: "the chart itself"
spring.lifecycle.timeoutpershutdownphase: drain.requestsSeconds
tidegate.drain.grace: drain.graceSeconds
tidegate.data.dir: "the chart itself, as the folder of the volume"
spring.datasource.url: database.postgresql
spring.datasource.username: database.postgresql.existingSecret
spring.datasource.password: database.postgresql.existingSecret
tidegate.access.token: access.token.existingSecret
tidegate.access.actor: access.token.actor
tidegate.access.groups: access.token.groups
tidegate.access.meta: access.token.meta
tidegate.access.tokensfile: access.tokensFile.existingSecret
tidegate.access.jwt.jwkseturi: access.jwt.jwkSetUri
tidegate.access.jwt.publickeyfile: access.jwt.publicKey.existingConfigMap
tidegate.access.jwt.issuer: access.jwt.issuer
tidegate.access.jwt.audience: access.jwt.audience
tidegate.access.jwt.algorithms: access.jwt.algorithms
tidegate.access.jwt.clockskew: access.jwt.clockSkew
tidegate.access.jwt.actorclaim: access.jwt.actorClaim
tidegate.access.jwt.actorprefix: access.jwt.actorPrefix
tidegate.access.jwt.groupsclaim: access.jwt.groupsClaim
tidegate.access.jwt.metaclaims: access.jwt.metaClaims
tidegate.policy.dir: policies
tidegate.env.directories: scripts.variables.existingConfigMap
tidegate.secrets.directories: scripts.secrets.existingSecret
tidegate.egress.allow: egress.allow
tidegate.egress.proxy: egress.proxy
tidegate.egress.proxypassword: "the environment variable TIDEGATE_EGRESS_PROXYPASSWORD in extraEnv, from a secret"
tidegate.websocket.trustedcertificates: egress.trustedCertificates.existingConfigMap
logging.structured.format.console: logging.format
management.opentelemetry.tracing.export.otlp.endpoint: tracing.endpoint
management.tracing.sampling.probability: tracing.sampling
{{- end -}}

{{- /* The map `value` with `prefix` before its keys, as lines of YAML with dotted keys; what is own is refused. */ -}}
{{- define "tidegate.flatten" -}}
{{- $own := .own -}}
{{- $prefix := .prefix -}}
{{- range $key, $value := .value }}
{{- $path := $prefix | empty | ternary $key (printf "%s.%s" $prefix $key) -}}
{{- if and (kindIs "map" $value) $value -}}
{{- include "tidegate.flatten" (dict "own" $own "prefix" $path "value" $value) -}}
{{- else -}}
{{- $plain := $path | lower | replace "-" "" | replace "_" "" -}}
{{- with index $own $plain -}}
{{- fail (printf "config sets %s, which has a place of its own: %s" $path .) -}}
{{- end -}}
{{- if hasPrefix "tidegate.secrets.values." $plain -}}
{{- fail (printf "config sets %s, but becomes a config map, which is no place for secrets: put them into the secret scripts.secrets.existingSecret" $path) -}}
{{- end }}
{{ $path | toJson }}: {{ $value | toJson }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* What the chart's own values say, as properties of the service. What is empty is left out: an empty address is none. */ -}}
{{- define "tidegate.ownSettings" -}}
{{- $v := .Values -}}
{{- $s := dict
  "spring.lifecycle.timeout-per-shutdown-phase" (printf "%ds" (int $v.drain.requestsSeconds))
  "tidegate.drain.grace" (printf "%ds" (int $v.drain.graceSeconds)) -}}
{{- if include "tidegate.usesPostgres" . -}}
{{- $pg := $v.database.postgresql -}}
{{- $parameters := list -}}
{{- range $key, $value := $pg.parameters -}}
{{- $parameters = append $parameters (printf "%s=%s" $key ($value | toString | urlquery)) -}}
{{- end -}}
{{- $query := $parameters | empty | ternary "" (printf "?%s" (join "&" $parameters)) -}}
{{- $_ := set $s "spring.datasource.url" (printf "jdbc:postgresql://%s:%d/%s%s" $pg.host (int $pg.port) $pg.name $query) -}}
{{- end -}}
{{- with include "tidegate.tokenSecretName" . -}}
{{- with $v.access.token.actor -}}{{- $_ := set $s "tidegate.access.actor" . -}}{{- end -}}
{{- with $v.access.token.groups -}}{{- $_ := set $s "tidegate.access.groups" (join "," .) -}}{{- end -}}
{{- with $v.access.token.meta -}}{{- $_ := set $s "tidegate.access.meta" (toJson .) -}}{{- end -}}
{{- end -}}
{{- with $v.access.tokensFile.existingSecret -}}{{- $_ := set $s "tidegate.access.tokens-file" "/etc/tidegate/tokens/tokens.yaml" -}}{{- end -}}
{{- $jwt := $v.access.jwt -}}
{{- with $jwt.publicKey.existingConfigMap -}}{{- $_ := set $s "tidegate.access.jwt.public-key-file" "/etc/tidegate/jwt/public.pem" -}}{{- end -}}
{{- $texts := dict
  "jwk-set-uri" $jwt.jwkSetUri
  "issuer" $jwt.issuer
  "audience" $jwt.audience
  "clock-skew" $jwt.clockSkew
  "actor-claim" $jwt.actorClaim
  "actor-prefix" $jwt.actorPrefix
  "groups-claim" $jwt.groupsClaim
  "algorithms" (join "," $jwt.algorithms)
  "meta-claims" (join "," $jwt.metaClaims) -}}
{{- range $key, $value := $texts -}}
{{- with $value -}}{{- $_ := set $s (printf "tidegate.access.jwt.%s" $key) . -}}{{- end -}}
{{- end -}}
{{- with include "tidegate.policiesName" . -}}{{- $_ := set $s "tidegate.policy.dir" "/etc/tidegate/policies" -}}{{- end -}}
{{- with $v.scripts.variables.existingConfigMap -}}{{- $_ := set $s "tidegate.env.directories" "/etc/tidegate/variables" -}}{{- end -}}
{{- with $v.scripts.secrets.existingSecret -}}{{- $_ := set $s "tidegate.secrets.directories" "/etc/tidegate/secrets" -}}{{- end -}}
{{- with $v.egress.allow -}}{{- $_ := set $s "tidegate.egress.allow" (join "," .) -}}{{- end -}}
{{- with $v.egress.proxy -}}{{- $_ := set $s "tidegate.egress.proxy" . -}}{{- end -}}
{{- with $v.egress.trustedCertificates.existingConfigMap -}}{{- $_ := set $s "tidegate.websocket.trusted-certificates" "/etc/tidegate/certificates/ca.crt" -}}{{- end -}}
{{- if ne $v.logging.format "text" -}}{{- $_ := set $s "logging.structured.format.console" $v.logging.format -}}{{- end -}}
{{- with $v.tracing.endpoint -}}
{{- $_ := set $s "management.opentelemetry.tracing.export.otlp.endpoint" . -}}
{{- $_ := set $s "management.tracing.sampling.probability" $v.tracing.sampling -}}
{{- end -}}
{{- range $key, $value := $s }}
{{ $key | toJson }}: {{ $value | toJson }}
{{- end -}}
{{- end -}}

{{- define "tidegate.settings" -}}
{{- $own := include "tidegate.ownProperties" . | fromYaml -}}
{{- include "tidegate.ownSettings" . | trim }}
{{ include "tidegate.flatten" (dict "own" $own "prefix" "" "value" .Values.config) | trim }}
{{- end -}}
