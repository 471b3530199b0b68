{{- /* The pod that serves, the same in the StatefulSet and in the Deployment. */ -}}
{{- define "tidegate.pod" -}}
{{- $v := .Values -}}
{{- $postgres := include "tidegate.usesPostgres" . -}}
{{- $policies := include "tidegate.policiesName" . -}}
metadata:
  annotations:
    # Policies, tokens and secrets are followed by the service itself; everything else needs new pods.
    checksum/config: {{ include "tidegate.settings" . | sha256sum }}
    {{- with $v.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  labels:
    {{- merge (include "tidegate.labels" . | fromYaml) $v.podLabels | toYaml | nindent 4 }}
spec:
  serviceAccountName: {{ include "tidegate.serviceAccountName" . }}
  automountServiceAccountToken: false
  # A service called tidegate would come in as TIDEGATE_PORT and the like, which are read as properties.
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ include "tidegate.terminationGracePeriodSeconds" . }}
  {{- with $v.image.pullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $v.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with $v.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $v.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $v.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $v.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if and $postgres $v.topologySpread.enabled }}
  topologySpreadConstraints:
    {{- $selector := dict "matchLabels" (include "tidegate.selectorLabels" . | fromYaml) }}
    {{- $usual := list
      (dict "maxSkew" 1 "topologyKey" "kubernetes.io/hostname" "whenUnsatisfiable" "ScheduleAnyway" "matchLabelKeys" (list "pod-template-hash"))
      (dict "maxSkew" 1 "topologyKey" "topology.kubernetes.io/zone" "whenUnsatisfiable" "ScheduleAnyway" "matchLabelKeys" (list "pod-template-hash")) }}
    {{- range default $usual $v.topologySpread.constraints }}
    - {{ merge (dict "labelSelector" $selector) . | toYaml | nindent 6 | trim }}
    {{- end }}
  {{- end }}
  {{- with $v.extraInitContainers }}
  initContainers:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: tidegate
      image: {{ include "tidegate.image" . | quote }}
      imagePullPolicy: {{ $v.image.pullPolicy }}
      args:
        - serve
        - --config=/etc/tidegate/config/application.yaml
        # An image may have settings of its own for these in its environment, which goes before a file.
        - --server.address=0.0.0.0
        - --server.port={{ $v.containerPort }}
        {{- if not $postgres }}
        # Not the volume itself, which others may look into.
        - --tidegate.data.dir=/var/lib/tidegate/data
        {{- end }}
        {{- range $v.extraArgs }}
        - {{ . | quote }}
        {{- end }}
      {{- with include "tidegate.environment" . }}
      env:
        {{- . | trim | nindent 8 }}
      {{- end }}
      {{- with $v.extraEnvFrom }}
      envFrom:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      ports:
        - name: http
          containerPort: {{ $v.containerPort }}
          protocol: TCP
      startupProbe:
        httpGet:
          path: /actuator/health/liveness
          port: http
        {{- toYaml $v.probes.startup | nindent 8 }}
      livenessProbe:
        httpGet:
          path: /actuator/health/liveness
          port: http
        {{- toYaml $v.probes.liveness | nindent 8 }}
      readinessProbe:
        httpGet:
          path: /actuator/health/readiness
          port: http
        {{- toYaml $v.probes.readiness | nindent 8 }}
      {{- if $v.drain.delaySeconds }}
      lifecycle:
        preStop:
          sleep:
            seconds: {{ $v.drain.delaySeconds }}
      {{- end }}
      {{- with $v.resources }}
      resources:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $v.securityContext }}
      securityContext:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      volumeMounts:
        - name: tmp
          mountPath: /tmp
        - name: config
          mountPath: /etc/tidegate/config
          readOnly: true
        {{- if not $postgres }}
        - name: data
          mountPath: /var/lib/tidegate
        {{- end }}
        {{- if $policies }}
        - name: policies
          mountPath: /etc/tidegate/policies
          readOnly: true
        {{- end }}
        {{- if $v.access.tokensFile.existingSecret }}
        - name: tokens
          mountPath: /etc/tidegate/tokens
          readOnly: true
        {{- end }}
        {{- if $v.access.jwt.publicKey.existingConfigMap }}
        - name: jwt
          mountPath: /etc/tidegate/jwt
          readOnly: true
        {{- end }}
        {{- if $v.scripts.variables.existingConfigMap }}
        - name: variables
          mountPath: /etc/tidegate/variables
          readOnly: true
        {{- end }}
        {{- if $v.scripts.secrets.existingSecret }}
        - name: secrets
          mountPath: /etc/tidegate/secrets
          readOnly: true
        {{- end }}
        {{- if $v.egress.trustedCertificates.existingConfigMap }}
        - name: certificates
          mountPath: /etc/tidegate/certificates
          readOnly: true
        {{- end }}
        {{- with $v.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    {{- with $v.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    - name: tmp
      emptyDir:
        sizeLimit: {{ $v.tmp.sizeLimit }}
    - name: config
      configMap:
        name: {{ include "tidegate.fullname" . }}-config
    {{- if not $postgres }}
    - name: data
      {{- if $v.database.embedded.persistence.enabled }}
      persistentVolumeClaim:
        claimName: {{ include "tidegate.claimName" . }}
      {{- else }}
      emptyDir: {}
      {{- end }}
    {{- end }}
    {{- with $policies }}
    - name: policies
      configMap:
        name: {{ . }}
    {{- end }}
    {{- with $v.access.tokensFile }}
    {{- if .existingSecret }}
    - name: tokens
      secret:
        secretName: {{ .existingSecret }}
        defaultMode: 288
        items:
          - key: {{ .key }}
            path: tokens.yaml
    {{- end }}
    {{- end }}
    {{- with $v.access.jwt.publicKey }}
    {{- if .existingConfigMap }}
    - name: jwt
      configMap:
        name: {{ .existingConfigMap }}
        items:
          - key: {{ .key }}
            path: public.pem
    {{- end }}
    {{- end }}
    {{- with $v.scripts.variables.existingConfigMap }}
    - name: variables
      configMap:
        name: {{ . }}
    {{- end }}
    {{- with $v.scripts.secrets.existingSecret }}
    - name: secrets
      secret:
        secretName: {{ . }}
        defaultMode: 288
    {{- end }}
    {{- with $v.egress.trustedCertificates }}
    {{- if .existingConfigMap }}
    - name: certificates
      configMap:
        name: {{ .existingConfigMap }}
        items:
          - key: {{ .key }}
            path: ca.crt
    {{- end }}
    {{- end }}
    {{- with $v.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}

{{- define "tidegate.environment" -}}
{{- $v := .Values -}}
{{- with $v.jvm.toolOptions }}
- name: JAVA_TOOL_OPTIONS
  value: {{ . | quote }}
{{- end }}
{{- with include "tidegate.tokenSecretName" . }}
- name: TIDEGATE_ACCESS_TOKEN
  valueFrom:
    secretKeyRef:
      name: {{ . }}
      key: {{ $v.access.token.key }}
{{- end }}
{{- if include "tidegate.usesPostgres" . }}
{{- $pg := $v.database.postgresql }}
- name: SPRING_DATASOURCE_USERNAME
  valueFrom:
    secretKeyRef:
      name: {{ $pg.existingSecret }}
      key: {{ $pg.usernameKey }}
- name: SPRING_DATASOURCE_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ $pg.existingSecret }}
      key: {{ $pg.passwordKey }}
{{- end }}
{{- with $v.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}
