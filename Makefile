# `make` alone lists what there is to do. Every target finds an installed JDK 25 by itself (bin/find-jdk).
MVN ?= mvn
MVN_ARGS ?=
BENCH_ARGS ?=
RUN_ARGS ?=
IMAGE ?= tidegate:local
IMAGE_ARGS ?=
# For each generator of the soak tests, and for each target of the fuzzer.
FUZZ_SECONDS ?= 600
# For how long nodes that share a database are killed, frozen and stopped.
FAULT_SECONDS ?= 300

jar := app/target/tidegate.jar
benchmarks := bench/target/benchmarks.jar
poms := pom.xml app/pom.xml bench/pom.xml
sources := $(shell find app/src/main policies -type f 2>/dev/null)

# Maven runs on the JDK 25 too: the formatter works inside Maven's own JVM. The option keeps that JVM from warning about
# what older Maven's libraries do.
jdk := JAVA_HOME="$$(bin/find-jdk)" && export JAVA_HOME
maven := $(jdk) && MAVEN_OPTS="$$MAVEN_OPTS --sun-misc-unsafe-memory-access=allow" $(MVN) -B -ntp $(MVN_ARGS)

fuzz_targets := $(addprefix LuaFuzzTest.,parser patterns format arguments json schema times) UrlFuzzTest.url \
	ConversationFuzzTest.frames
hash := \#

# Jazzer fuzzes one method in a JVM.
define fuzz
export JAZZER_FUZZ=1 && $(maven) -pl app surefire:test -Dtest='$(subst .,$(hash),$(1))' -Djazzer.max_duration=$(FUZZ_SECONDS)s \
	-Djazzer.hooks=true -Djazzer.instrumentation_includes='dev.tidegate.lua.**:dev.tidegate.egress.**:dev.tidegate.websocket.**:org.luaj.**'

endef

.DEFAULT_GOAL := help
.PHONY: help demo test run check bench bench-lua bench-websocket bench-http bench-waiting soak golden build image format clean

help:
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | while IFS='|' read -r target text; do printf '  make %-15s %s\n' "$$target" "$$text"; done

demo: $(jar) ## start the service, run three scripts against a WebSocket peer, show answers and metrics
	@bin/demo

test: ## run all tests, unit and integration
	$(maven) verify

run: $(jar) ## build if needed and serve on 127.0.0.1:8080 (options: RUN_ARGS='--server.port=9090')
	@bin/tidegate serve $(RUN_ARGS)

check: ## check format, compile with Error Prone and NullAway, check the architecture rules
	$(maven) spotless:check test -Dtest='dev.tidegate.architecture.*Test' -Dsurefire.failIfNoSpecifiedTests=false

bench: $(benchmarks) ## measure with JMH (options: BENCH_ARGS='-h' lists them)
	@$(jdk) && "$$JAVA_HOME/bin/java" -jar $(benchmarks) $(BENCH_ARGS)

bench-lua: $(benchmarks) ## compare with other Lua engines (options: BENCH_ARGS='--rounds=1 --engines=TIDEGATE,LUAJ')
	@$(jdk) && "$$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -cp $(benchmarks) dev.tidegate.bench.LuaComparison $(BENCH_ARGS)

bench-websocket: $(benchmarks) ## compare with other WebSocket clients (options: BENCH_ARGS='--rounds=3 --clients=TIDEGATE,WS')
	@$(jdk) && "$$JAVA_HOME/bin/java" -cp $(benchmarks) dev.tidegate.bench.websocket.WebSocketComparison $(BENCH_ARGS)

bench-http: $(benchmarks) ## compare requests that run scripts with an empty one (options: BENCH_ARGS='--rounds=3 --database=jdbc:postgresql://…')
	@$(jdk) && "$$JAVA_HOME/bin/java" -cp $(benchmarks) dev.tidegate.bench.http.HttpComparison $(BENCH_ARGS)

bench-waiting: $(benchmarks) ## have a node hold many jobs that only wait (options: BENCH_ARGS='--jobs=2000 --on=SLEEP --heap=1g --database=jdbc:postgresql://…')
	@$(jdk) && "$$JAVA_HOME/bin/java" -cp $(benchmarks) dev.tidegate.bench.http.WaitingJobs $(BENCH_ARGS)

soak: ## run the long tests, those tagged soak, and look for inputs that break something (options: FUZZ_SECONDS=60 FAULT_SECONDS=60)
	$(maven) -pl app verify -Dgroups=soak -Dtidegate.test.excluded-groups=none -Dtidegate.fuzz.seconds=$(FUZZ_SECONDS) \
	  -Dtidegate.faults.seconds=$(FAULT_SECONDS)
	$(foreach target,$(fuzz_targets),$(call fuzz,$(target)))

golden: ## write anew what tests of the Helm chart compare with: its manifests, and the table of its values
	$(maven) -pl deploy test -Dtidegate.golden.write=true -Dtest='GoldenFilesTest,ValuesTableTest'

build: $(jar) ## build app/target/tidegate.jar without running tests

image: $(jar) ## build the container image tidegate:local (options: IMAGE=name IMAGE_ARGS='--build-arg BASE_IMAGE=…')
	docker build -f docker/Dockerfile -t '$(IMAGE)' $(IMAGE_ARGS) .

format: ## format the sources
	$(maven) spotless:apply

clean: ## remove what was built
	rm -rf target app/target bench/target deploy/target

$(jar): $(poms) $(sources)
	@echo "Building $@"
	@$(maven) -q -pl app -am package -Dmaven.test.skip=true
	@touch $@

$(benchmarks): $(jar) $(shell find bench/src -type f 2>/dev/null)
	@echo "Building $@"
	@$(maven) -q package -Dmaven.test.skip=true
	@touch $@
