# oasdrift: `make demo` shows it at work, `make test` proves it. README.md tells the rest.
#
#   make            the program, build/oasdrift (SAN=1: build/san/oasdrift, with ASan and UBSan;
#                   TSAN=1: build/tsan/oasdrift, with TSan)
#   make deps       installs what building and running need (Debian packages); make deps-dev the rest
#   make demo       the documented endpoint, mocked, checked live and from a recording
#   make quick      build, units, cases, command line, reports: what a change must hold, in a minute
#   make test       everything that must hold; ends with "N passed, N failed"
#   make unit-LAYER the unit suites of a folder of src/ (SUITE=NAME: one of them)
#   make faults     every allocation, open, read, write, rename, fsync and connect fails once
#   make test-slurm  an array job on a Slurm of this machine (root; apt-get install slurm-wlm munge)
#   make test-threads  what runs on several threads, under -fsanitize=thread
#   make conformance   the official JSON Schema test suite, every dialect
#   make official   lint, by the OpenAPI Initiative's documents of what passes and what fails
#   make realworld  real descriptions and recordings, where they are at hand
#   make consumers  each format of reports against readers from npm, pip and Debian (deps-consumers)
#   make bench      speed, side by side with peers
#   make fuzz       longer fuzzing      make fuzz-coverage   what the inputs at hand reach
#   make fuzz-campaign  each fuzz target for FUZZ_SECONDS of a processor, over several calls
#   make fuzz-corpus    the fewest inputs that reach the same edges, into tests/fuzz/corpus
#   make bench-schema  the schema engine, side by side with peers from npm
#   make bench-description  loading and linting large descriptions, side by side with peers
#   make bench-lint    lint, side by side with peers from npm
#   make bench-growth  time and memory as each thing gets more (GROWTH=WORD: of those named so)
#   make growth     the same in steps, which no other work on the machine makes more: a test
#   make bench-traffic recordings of 200,000 exchanges, side by side with a peer from npm
#   make lint       clang-tidy     make analyze    its analyzer, which takes long
#   make format     says what clang-format would change; format-fix does
#   make check-layers, make check-headers, make reports, make man, make library,
#   make install DESTDIR= PREFIX=

VERSION := 0.1.0
# V=1 shows the commands.
Q := $(if $(V),,@)
SOVERSION := 0
PREFIX ?= /usr/local
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include

ifeq ($(SAN),1)
BUILD ?= build/san
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
# Compiled a third sooner than with -O1, and as quick. At a fixed place a program needs not relocate a
# quarter of a million addresses each time it starts.
OPTIMIZE ?= -Og -g1
FIXED := -no-pie
else ifeq ($(TSAN),1)
BUILD ?= build/tsan
SANITIZE := -fsanitize=thread -fno-omit-frame-pointer
OPTIMIZE ?= -Og -g1
else
BUILD ?= build
OPTIMIZE ?= -O2 -g
endif

ifeq ($(origin CC),default)
CC := gcc
endif

# Lowest first: a folder includes itself and the folders before it (make check-layers).
LAYERS := base stream document pattern format schema witness validate http redact finding openapi \
          event baseline rules observe decode report check lint generate live serve source run \
          suggest bundle call

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
            -Wmissing-prototypes -Wvla -Wwrite-strings -Wundef -Werror
CPPFLAGS := -D_GNU_SOURCE -Isrc -DOASDRIFT_VERSION='"$(VERSION)"' $(EXTRA_CPPFLAGS)
CFLAGS := -std=c11 $(OPTIMIZE) $(WARNINGS) $(SANITIZE) -fPIC -fvisibility=hidden \
          -fstack-protector-strong $(EXTRA_CFLAGS)
LDFLAGS := $(SANITIZE) $(FIXED) -Wl,--as-needed -Wl,-z,relro,-z,now $(EXTRA_LDFLAGS)
# libcurl and libmicrohttpd are loaded at run time by the commands that use the network.
LDLIBS := -ljansson -lpcre2-8 -lyaml -lz -lzstd -lbrotlidec -lminizip -lgmp -lexpat -lpthread -ldl -lm

SOURCES := $(foreach l,$(LAYERS),$(wildcard src/$(l)/*.c))
CLI_SOURCES := $(wildcard src/cli/*.c)
EMBEDDED_FILES := $(sort $(wildcard rules/*.md)) $(sort $(wildcard rules/sets/*.yaml))
PAGE_FILES := $(sort $(wildcard src/report/html/*))
METASCHEMAS := $(sort $(shell find src/schema/metaschemas -name '*.json'))
HEADERS := $(wildcard src/*/*.h src/*.h)
objects = $(patsubst src/%.c,$(BUILD)/obj/%.o,$(1))
OBJECTS := $(call objects,$(SOURCES)) $(BUILD)/obj/rules/embedded_files.o \
           $(BUILD)/obj/schema/embedded_metaschemas.o $(BUILD)/obj/report/embedded_page.o
CLI_OBJECTS := $(call objects,$(CLI_SOURCES))

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.PHONY: all
all: $(BUILD)/oasdrift

# ---- building -----------------------------------------------------------------------------------

# Rebuild everything when the flags change, and only then.
FLAGS_TEXT := $(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) $(LDLIBS)
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(subst ','\'',$(FLAGS_TEXT))' | cmp -s - $@ || \
	    printf '%s\n' '$(subst ','\'',$(FLAGS_TEXT))' > $@
FORCE:
.PHONY: FORCE

$(BUILD)/obj/%.o: src/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(if $(V),,@echo "cc $<")
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c $< -o $@

# Rule pages and sets, and the meta-schemas, built into the program.
$(BUILD)/gen/embedded_files.S: src/base/embed.sh $(EMBEDDED_FILES) $(BUILD)/embedded-list
	@mkdir -p $(@D)
	$(Q)sh src/base/embed.sh embedded_files rules $(EMBEDDED_FILES) > $@
$(BUILD)/gen/embedded_metaschemas.S: src/base/embed.sh $(METASCHEMAS) $(BUILD)/embedded-list
	@mkdir -p $(@D)
	$(Q)sh src/base/embed.sh embedded_metaschemas src/schema/metaschemas $(METASCHEMAS) > $@
$(BUILD)/gen/embedded_page.S: src/base/embed.sh $(PAGE_FILES) $(BUILD)/embedded-list
	@mkdir -p $(@D)
	$(Q)sh src/base/embed.sh embedded_page src/report/html $(PAGE_FILES) > $@
$(BUILD)/embedded-list: FORCE
	@mkdir -p $(@D)
	@echo '$(EMBEDDED_FILES) $(METASCHEMAS) $(PAGE_FILES)' | cmp -s - $@ || \
	    echo '$(EMBEDDED_FILES) $(METASCHEMAS) $(PAGE_FILES)' > $@
$(BUILD)/obj/rules/embedded_files.o: $(BUILD)/gen/embedded_files.S
	@mkdir -p $(@D)
	$(Q)$(CC) -c $< -o $@
$(BUILD)/obj/schema/embedded_metaschemas.o: $(BUILD)/gen/embedded_metaschemas.S
	@mkdir -p $(@D)
	$(Q)$(CC) -c $< -o $@

$(BUILD)/obj/report/embedded_page.o: $(BUILD)/gen/embedded_page.S
	@mkdir -p $(@D)
	$(Q)$(CC) -c $< -o $@

$(BUILD)/oasdrift: $(CLI_OBJECTS) $(OBJECTS)
	$(if $(V),,@echo "ld $@")
	$(Q)$(CC) $(LDFLAGS) $^ $(LDLIBS) -o $@

# The libraries show oasdrift_* and nothing else.
$(BUILD)/liboasdrift.so.$(VERSION): $(OBJECTS)
	@printf '{ global: oasdrift_*; local: *; };\n' > $(BUILD)/exports
	$(Q)$(CC) -shared -Wl,-soname,liboasdrift.so.$(SOVERSION) \
	    -Wl,--version-script,$(BUILD)/exports $(filter-out $(FIXED),$(LDFLAGS)) $^ $(LDLIBS) -o $@
$(BUILD)/liboasdrift.a: $(OBJECTS)
	$(Q)ld -r $^ -o $(BUILD)/liboasdrift.o
	$(Q)objcopy --localize-hidden --wildcard --keep-global-symbol='oasdrift_*' $(BUILD)/liboasdrift.o
	$(Q)rm -f $@
	$(Q)ar rcs $@ $(BUILD)/liboasdrift.o
# Written anew each time, for PREFIX may be another.
$(BUILD)/oasdrift.pc: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$(LIBDIR)' 'includedir=$(INCLUDEDIR)' '' \
	    'Name: oasdrift' 'Description: OpenAPI conformance of HTTP exchanges' \
	    'Version: $(VERSION)' 'Libs: -L$${libdir} -loasdrift' \
	    'Libs.private: $(LDLIBS) -lbrotlicommon' 'Cflags: -I$${includedir}' > $@
.PHONY: library
library: $(BUILD)/liboasdrift.so.$(VERSION) $(BUILD)/liboasdrift.a $(BUILD)/oasdrift.pc

# Completion scripts and man pages are made by the program itself.
SHARE = $(DESTDIR)$(PREFIX)/share
COMPLETIONS = bash:bash-completion/completions/oasdrift zsh:zsh/site-functions/_oasdrift \
              fish:fish/vendor_completions.d/oasdrift.fish
.PHONY: man
man: all
	@SOURCE_DATE_EPOCH=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct 2>/dev/null)} \
	    sh src/cli/man/pages.sh $(BUILD)/oasdrift $(BUILD)/man
.PHONY: install
install: all library man
	@install -D -m 755 $(BUILD)/oasdrift $(DESTDIR)$(PREFIX)/bin/oasdrift
	@install -D -m 644 src/oasdrift.h $(DESTDIR)$(INCLUDEDIR)/oasdrift.h
	@install -D -m 644 $(BUILD)/liboasdrift.a $(DESTDIR)$(LIBDIR)/liboasdrift.a
	@install -D -m 755 $(BUILD)/liboasdrift.so.$(VERSION) \
	    $(DESTDIR)$(LIBDIR)/liboasdrift.so.$(VERSION)
	@ln -sf liboasdrift.so.$(VERSION) $(DESTDIR)$(LIBDIR)/liboasdrift.so.$(SOVERSION)
	@ln -sf liboasdrift.so.$(SOVERSION) $(DESTDIR)$(LIBDIR)/liboasdrift.so
	@install -D -m 644 $(BUILD)/oasdrift.pc $(DESTDIR)$(LIBDIR)/pkgconfig/oasdrift.pc
	@for pair in $(COMPLETIONS); do \
	    $(BUILD)/oasdrift completion $${pair%%:*} > $(BUILD)/completion && \
	    install -D -m 644 $(BUILD)/completion $(SHARE)/$${pair#*:} || exit 1; \
	done
	@for page in $(BUILD)/man/*; do \
	    install -D -m 644 $$page $(SHARE)/man/man$${page##*.}/$${page##*/} || exit 1; \
	done
	@for schema in reports/*.schema.json; do \
	    install -D -m 644 $$schema $(SHARE)/oasdrift/schemas/$${schema##*/} || exit 1; \
	done
	$(if $(DESTDIR),,@echo "oasdrift is installed under $(PREFIX); before programs are linked to" \
	    "liboasdrift.so there, run ldconfig as root")

.PHONY: clean
clean:
	rm -rf build

# ---- what must be installed ---------------------------------------------------------------------

# What building and running need, and what tests, fuzzing, linting and measuring need beside it.
DEPS := build-essential pkg-config libcurl4-openssl-dev libjansson-dev libpcre2-dev libyaml-dev \
        libmicrohttpd-dev zlib1g-dev libzstd-dev libbrotli-dev libminizip-dev libgmp-dev \
        libidn2-dev libexpat1-dev
DEPS_MODULES := libcurl jansson libpcre2-8 yaml-0.1 libmicrohttpd zlib libzstd libbrotlidec \
                minizip gmp libidn2 expat
DEPS_COMMANDS := cc pkg-config
DEV_DEPS := check libxml2-utils jq curl parallel zsh fish mandoc clang clang-format clang-tidy \
            libclang-rt-14-dev nodejs
DEV_MODULES := check
DEV_COMMANDS := xmllint jq curl parallel zsh fish mandoc clang clang-format clang-tidy node

.PHONY: deps deps-dev
deps:
	@sh tests/deps.sh "$(DEPS_COMMANDS)" "$(DEPS_MODULES)" "$(DEPS)"
deps-dev: deps
	@sh tests/deps.sh "$(DEV_COMMANDS)" "$(DEV_MODULES)" "$(DEV_DEPS)"
# For tests: what cannot be installed is said, and what needs it is then skipped and counted.
.PHONY: deps-wanted
deps-wanted: deps
	@sh tests/deps.sh "$(DEV_COMMANDS)" "$(DEV_MODULES)" "$(DEV_DEPS)" || \
	    echo "going on; what needs these packages fails or is skipped, and counted below"

# Readers of reports, beside those that tests/consumers/install.sh has from npm and pip.
CONSUMER_DEPS := npm python3-venv perl prometheus cmark-gfm ruby ruby-activesupport \
                 default-jre-headless chromium
CONSUMER_COMMANDS := npm python3 prove promtool cmark-gfm ruby java chromium
.PHONY: deps-consumers
deps-consumers: deps-wanted
	@sh tests/deps.sh "$(CONSUMER_COMMANDS)" "" "$(CONSUMER_DEPS)" || \
	    echo "going on; what needs these packages is skipped, and counted below"

# ---- checking -----------------------------------------------------------------------------------

# tests/unit/LAYER/test_*.c is a suite, other files there are what suites share. A layer's suites are
# one program, which links LAYER and what lies under it; SUITE=NAME runs that suite alone.
UNIT_SOURCES := $(wildcard tests/unit/*/*.c)
UNIT_OBJECTS := $(patsubst tests/unit/%.c,$(BUILD)/unit/%.o,$(UNIT_SOURCES) tests/unit/unit.c)
UNIT_LAYERS := $(foreach l,$(LAYERS),$(if $(wildcard tests/unit/$(l)/test_*.c),$(l)))
UNIT_PROGRAMS := $(UNIT_LAYERS:%=$(BUILD)/unit/%/suites)

$(foreach l,$(LAYERS),$(eval layer_objects_$(l) := $(call objects,$(wildcard src/$(l)/*.c))))
layer_objects_rules += $(BUILD)/obj/rules/embedded_files.o
layer_objects_schema += $(BUILD)/obj/schema/embedded_metaschemas.o
layer_objects_report += $(BUILD)/obj/report/embedded_page.o
# $(call up_to,LAYER): the objects of LAYER and of every layer before it.
layers_up_to = $(if $(filter $(1),$(firstword $(2))),$(1),$(firstword $(2)) \
               $(call layers_up_to,$(1),$(wordlist 2,99,$(2))))
up_to = $(foreach l,$(call layers_up_to,$(1),$(LAYERS)),$(layer_objects_$(l)))

$(BUILD)/unit/%.o: tests/unit/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(if $(V),,@echo "cc $<")
	$(Q)$(CC) $(CPPFLAGS) -Itests/unit $(CFLAGS) -MMD -MP -c $< -o $@
define unit_rule
$(BUILD)/unit/$(1)/suites: $(patsubst tests/unit/%.c,$(BUILD)/unit/%.o,$(wildcard tests/unit/$(1)/*.c) \
                           tests/unit/unit.c) $$(call up_to,$(1))
	$$(if $$(V),,@echo "ld $$@")
	$$(Q)$$(CC) $$^ $$(LDFLAGS) -lcheck -lsubunit $$(LDLIBS) -o $$@
.PHONY: unit-$(1)
unit-$(1): $(BUILD)/unit/$(1)/suites
	@$$(if $$(SUITE),CK_RUN_SUITE="$$(SUITE)") sh tests/unit/run.sh $$^
endef
$(foreach l,$(UNIT_LAYERS),$(eval $(call unit_rule,$(l))))

.PHONY: units unit-programs
unit-programs: $(UNIT_PROGRAMS)
# Those that wait for a network start first: the others fill their time.
WAITING := $(filter %/source/suites %/live/suites,$(UNIT_PROGRAMS))
units: $(UNIT_PROGRAMS)
	@BUILD=$(BUILD) sh tests/unit/run.sh $(WAITING) $(filter-out $(WAITING),$^)

# Every call that can fail, failing once in turn; FAULTS=N: at most N of each kind and command.
FAULTS ?= 0
.PHONY: faults
faults: all test-programs
	@BUILD=$(BUILD) sh tests/faults/faults.sh $(FAULTS)

.PHONY: test-slurm
test-slurm: all
	sh tests/engines/slurm.sh $(BUILD)/oasdrift

# What runs on several threads, under -fsanitize=thread.
.PHONY: test-threads
test-threads:
	@$(MAKE) --no-print-directory TSAN=1 BUILD=build/tsan all
	@sh tests/cli/run.sh build/tsan/oasdrift tests/cli/test_validate.sh tests/cli/test_check_threads.sh

# quick: what a change of one file must hold, in a minute. test-once: one pass over what the program
# must do, with the build at hand. test: everything. SAN=1: the sanitized build. ci: with formatting
# and clang-tidy.
RUN = BUILD=$(BUILD) SAN=$(SAN) CC="$(CC)" MAKE="$(MAKE)" sh tests/run.sh
.PHONY: quick test test-once ci
quick:
	@$(RUN) quick
test-once: deps-wanted
	@$(RUN) once
test: deps-wanted
	@$(RUN) $(if $(SAN),once,all)
ci: deps-wanted
	@$(RUN) ci

# The official JSON Schema test suite; RECORD=1 writes its numbers down.
CONFORMANCE_SOURCES := $(wildcard tests/conformance/*.c)
$(BUILD)/conformance: $(CONFORMANCE_SOURCES) tests/conformance/conformance.h \
                      $(call up_to,schema) $(BUILD)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(CONFORMANCE_SOURCES) $(call up_to,schema) $(LDFLAGS) \
	    $(LDLIBS) -o $@
.PHONY: conformance conformance-program
conformance-program: $(BUILD)/conformance
conformance: $(BUILD)/conformance
	@sh tests/conformance/run.sh $< $(if $(RECORD),--record)

# Reports held against readers that nobody of this project wrote (tests/consumers/rows).
.PHONY: consumers
consumers: all
	@sh tests/consumers/run.sh $(BUILD)/oasdrift

# The witness engine on schemas that nobody of this project wrote, and on random ones.
WITNESS_SOURCES := $(wildcard tests/witness/*.c) tests/unit/witness/random_schema.c \
                   tests/unit/witness/trial.c tests/unit/witness/trial_reduce.c \
                   tests/unit/witness/universe.c
$(BUILD)/witness-measure: $(WITNESS_SOURCES) $(wildcard tests/witness/*.h tests/unit/witness/*.h) \
                          $(call up_to,witness) $(BUILD)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(WITNESS_SOURCES) $(call up_to,witness) $(LDFLAGS) $(LDLIBS) -o $@
.PHONY: witness witness-million witness-program bench-witness
witness-program: $(BUILD)/witness-measure
witness: $(BUILD)/witness-measure
	@sh tests/witness/run.sh $<
witness-million: $(BUILD)/witness-measure
	@sh tests/witness/million.sh $<
# Beside its peers, which come from npm and pip.
bench-witness: $(BUILD)/witness-measure
	@sh tests/witness/bench.sh $<

# Descriptions and recordings that nobody of this project wrote (CORPORA=../shared/corpora).
.PHONY: realworld
realworld: all
	@sh tests/realworld/run.sh $(BUILD)/oasdrift

# lint against the documents of the OpenAPI Initiative that say what passes and what fails.
.PHONY: official
official: all
	@sh tests/official/run.sh $(BUILD)/oasdrift

# Programs that tests use: tests/live/*.c and the like.
TEST_PROGRAMS := $(patsubst tests/live/%.c,$(BUILD)/live/%,$(wildcard tests/live/*.c))
$(BUILD)/live/%: tests/live/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -MF $@.d $< $(LDFLAGS) -lz -lpthread -o $@
# Calls that fail when they are told to; no allocator stands before a sanitizer's.
ifeq ($(SANITIZE),)
TEST_PROGRAMS += $(BUILD)/faults/fault_shim.so $(BUILD)/faults/faults
endif
$(BUILD)/faults/fault_shim.so: tests/faults/fault_shim.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -fvisibility=default -shared $< $(LDFLAGS) -o $@
$(BUILD)/faults/faults: tests/faults/faults.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $< $(LDFLAGS) -o $@
.PHONY: test-programs
test-programs: $(TEST_PROGRAMS)

.PHONY: check-layers check-headers
check-layers:
	@sh tests/check-layers.sh $(LAYERS)
check-headers:
	@printf '%s\n' $(HEADERS) | xargs -P "$$(nproc)" -n 20 \
	    $(CC) $(CPPFLAGS) -std=c11 $(WARNINGS) -fsyntax-only -x c
	@echo "$(words $(HEADERS)) headers compile alone"

# ---- fuzzing (clang) ----------------------------------------------------------------------------

FUZZ_SECONDS ?= 300
FUZZ_OPTIMIZE ?= -O1
FUZZ_SOURCES := $(wildcard tests/fuzz/fuzz_*.c)
FUZZ_PROGRAMS := $(patsubst tests/fuzz/%.c,build/fuzz/%,$(FUZZ_SOURCES))
FUZZ_CFLAGS := -std=c11 $(FUZZ_OPTIMIZE) -gline-tables-only $(WARNINGS) -Wno-unused-command-line-argument \
               -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
FUZZ_OBJECTS := $(patsubst src/%.c,build/fuzz/obj/%.o,\
                  $(SOURCES) $(filter-out src/cli/main.c,$(CLI_SOURCES)))

build/fuzz/optimize: FORCE
	@mkdir -p $(@D)
	@echo '$(FUZZ_OPTIMIZE)' | cmp -s - $@ || echo '$(FUZZ_OPTIMIZE)' > $@
build/fuzz/obj/%.o: src/%.c build/fuzz/optimize
	@mkdir -p $(@D)
	$(Q)clang $(CPPFLAGS) $(FUZZ_CFLAGS) -MMD -MP -c $< -o $@
FUZZ_HEADERS := $(wildcard tests/fuzz/*.h)
FUZZ_EMBEDDED := $(BUILD)/gen/embedded_files.S $(BUILD)/gen/embedded_metaschemas.S \
                 $(BUILD)/gen/embedded_page.S
build/fuzz/targets.def: $(FUZZ_SOURCES)
	@mkdir -p $(@D)
	@printf 'TARGET(%s)\n' $(patsubst tests/fuzz/fuzz_%.c,%,$^) > $@
# $(call target_names,NAME): the functions of a target are named after it, for all are in one program.
target_names = -DLLVMFuzzerTestOneInput=$(1)_input -DLLVMFuzzerInitialize=$(1)_initialize
FUZZ_TARGET_OBJECTS := $(patsubst tests/fuzz/fuzz_%.c,build/fuzz/obj/targets/%.o,$(FUZZ_SOURCES))
build/fuzz/obj/targets/%.o: tests/fuzz/fuzz_%.c build/fuzz/optimize
	@mkdir -p $(@D)
	$(Q)clang $(CPPFLAGS) $(FUZZ_CFLAGS) $(call target_names,$*) -MMD -MP -c $< -o $@
build/fuzz/targets: tests/fuzz/targets.c tests/fuzz/targets.h build/fuzz/targets.def \
                    $(FUZZ_TARGET_OBJECTS) $(FUZZ_OBJECTS) $(FUZZ_EMBEDDED)
	$(Q)clang $(CPPFLAGS) -Ibuild/fuzz $(FUZZ_CFLAGS) -fsanitize=fuzzer,address,undefined \
	    $(filter-out %.def %.h,$^) $(LDLIBS) -o $@
$(FUZZ_PROGRAMS): build/fuzz/targets
	@ln -f $< $@
# Random patterns against another engine's verdicts.
$(BUILD)/diff_pattern: tests/fuzz/diff_pattern.c $(call up_to,schema) $(BUILD)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $< $(call up_to,schema) $(LDFLAGS) $(LDLIBS) -o $@
# What the inputs at hand reach (FUZZ_INPUTS: folders that have one for each target): all targets in one
# program, their functions named after them. Without the sanitizers, whose checks would be edges as well.
FUZZ_COVERAGE_CFLAGS := -std=c11 -O1 -gline-tables-only $(WARNINGS) \
                        -fsanitize-coverage=inline-8bit-counters,pc-table
FUZZ_COVERAGE_OBJECTS := $(FUZZ_OBJECTS:build/fuzz/obj/%=build/fuzz/coverage_obj/src/%)
build/fuzz/coverage_obj/src/%.o: src/%.c
	@mkdir -p $(@D)
	$(Q)clang $(CPPFLAGS) $(FUZZ_COVERAGE_CFLAGS) -MMD -MP -c $< -o $@
FUZZ_INPUTS ?= tests/fuzz/seeds tests/fuzz/corpus build/fuzz/corpus build/fuzz/cases
build/fuzz/coverage_obj/%.o: tests/fuzz/fuzz_%.c $(FUZZ_HEADERS)
	@mkdir -p $(@D)
	$(Q)clang $(CPPFLAGS) $(FUZZ_COVERAGE_CFLAGS) $(call target_names,$*) -c $< -o $@
build/fuzz/coverage: tests/fuzz/coverage.c tests/fuzz/targets.h build/fuzz/targets.def \
                     $(patsubst tests/fuzz/fuzz_%.c,build/fuzz/coverage_obj/%.o,$(FUZZ_SOURCES)) \
                     $(FUZZ_COVERAGE_OBJECTS) $(FUZZ_EMBEDDED)
	$(Q)clang $(CPPFLAGS) -Ibuild/fuzz $(FUZZ_COVERAGE_CFLAGS) -fsanitize=undefined \
	    $(filter-out %.def %.h,$^) $(LDLIBS) -o $@
.PHONY: fuzz fuzz-programs fuzz-coverage fuzz-corpus fuzz-campaign diff-pattern
build/fuzz/cases: tests/fuzz/cases.sh
	@rm -rf $@
	@sh $< $@
# Makes tests/fuzz/corpus anew, of all inputs at hand; long descriptions stay in tests/cases.
fuzz-corpus: fuzz-programs build/fuzz/cases
	@sh tests/fuzz/merge.sh "$(FUZZ_INPUTS)" \
	    $(filter-out build/fuzz/fuzz_exchange build/fuzz/fuzz_calls,$(FUZZ_PROGRAMS))
fuzz-coverage: build/fuzz/coverage build/fuzz/cases
	@sh tests/fuzz/coverage.sh $< build/fuzz/coverage.tsv $(FUZZ_INPUTS)
diff-pattern: $(BUILD)/diff_pattern
	@sh tests/fuzz/diff_pattern.sh $<
fuzz-programs: $(FUZZ_PROGRAMS)
fuzz: deps-dev
	@$(MAKE) --no-print-directory fuzz-programs diff-pattern
	@sh tests/fuzz/run.sh $(FUZZ_SECONDS) $(FUZZ_PROGRAMS)
FUZZ_CAMPAIGN ?= build/fuzz/campaign
fuzz-campaign: fuzz-programs
	@sh tests/fuzz/campaign.sh $(FUZZ_CAMPAIGN) $(FUZZ_SECONDS) $(FUZZ_PROGRAMS)

# ---- measuring, formatting, demonstrating -------------------------------------------------------

BENCH_SOURCES := $(wildcard tests/bench/bench_*.c)
BENCH_PROGRAMS := $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(BENCH_SOURCES))
$(BUILD)/bench/bench_%: tests/bench/bench_%.c $(OBJECTS) $(BUILD)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -MF $@.d $< $(OBJECTS) $(LDFLAGS) \
	    $(LDLIBS) -o $@
.PHONY: bench
bench: deps-dev
	@$(MAKE) --no-print-directory all $(BENCH_PROGRAMS)
	@BUILD=$(BUILD) sh tests/bench/run.sh

# The schema engine beside its peers, which come from npm; without them, or the data, it says so.
BENCH_SCHEMA_DATA ?= ../shared/corpora/bench
BENCH_DESCRIPTION ?= ../shared/corpora/traffic/github/api.github.com.json
.PHONY: bench-schema
bench-schema: all $(BUILD)/bench/bench_schema $(BUILD)/bench/bench_compile
	@sh tests/bench/install_peers.sh
	@$(BUILD)/bench/bench_schema $(BUILD)/oasdrift $(BENCH_SCHEMA_DATA)
	@$(BUILD)/bench/bench_compile $(BENCH_DESCRIPTION)

# Large descriptions, loaded and linted, beside peers from npm.
.PHONY: bench-description
bench-description: all $(BUILD)/bench/bench_start $(BUILD)/bench/bench_yaml
	@sh tests/bench/install_peers.sh
	@BUILD=$(BUILD) sh tests/bench/description.sh

# lint beside redocly and Spectral, which come from npm.
BENCH_LINT_SPECS ?= ../shared/corpora/specs
.PHONY: bench-lint
bench-lint: all $(BUILD)/bench/bench_lint
	@sh tests/bench/install_peers.sh lint_peers
	@$(BUILD)/bench/bench_lint $(BUILD)/oasdrift tests/bench/lint_peers \
	    $(addprefix $(BENCH_LINT_SPECS)/,github_rest_23.0.2.json stripe_2022-04-12.json openai.yaml museum.yaml)

# Time and memory over decades of each thing that there may be many of: some minutes.
GROWTH_SOURCES := $(wildcard tests/bench/growth/*.c)
$(BUILD)/bench/growth: $(GROWTH_SOURCES) tests/bench/growth/growth.h $(BUILD)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(GROWTH_SOURCES) $(LDFLAGS) -lm -lz -o $@
.PHONY: bench-growth
bench-growth: all $(BUILD)/bench/growth
	@$(BUILD)/bench/growth $(BUILD)/oasdrift $(GROWTH)

# The same in steps, which are the same on every machine: none grows faster than it may. The program
# that counts them has the objects of TSAN=1, and no others: building all once more takes long.
ifeq ($(TSAN),1)
$(BUILD)/steps: tests/bench/steps.c $(CLI_OBJECTS) $(OBJECTS)
	$(if $(V),,@echo "ld $@")
	$(Q)$(CC) -std=c11 -O2 $(WARNINGS) $^ $(LDLIBS) -o $@
endif
.PHONY: growth
growth: $(BUILD)/bench/growth
	@$(MAKE) --no-print-directory TSAN=1 BUILD=build/tsan build/tsan/steps
	@$(BUILD)/bench/growth --steps build/tsan/steps $(GROWTH)

# Recordings: judging beside reading, memory, and beside a peer from npm.
.PHONY: bench-traffic
bench-traffic: all $(BUILD)/bench/bench_traffic
	@sh tests/bench/install_peers.sh
	@BUILD=$(BUILD) sh tests/bench/traffic.sh

comma := ,
# format changes nothing; format-fix does. lint is what clang-tidy sees at a glance, analyze what its
# analyzer finds along the paths through a file: some seconds for each, so it is for releases.
C_FILES = $(shell git ls-files '*.[ch]' 2>/dev/null || find src tests -name '*.[ch]')
LINTED := $(SOURCES) $(CLI_SOURCES)
tidy = sh tests/tidy.sh $(BUILD)/$(1) '$(2)' $(3) $(LINTED) -- $(CPPFLAGS) -std=c11
.PHONY: format format-fix lint analyze
format:
	@clang-format --dry-run --Werror $(C_FILES) && echo "format: all files are as clang-format has them"
format-fix:
	@clang-format -i $(C_FILES)
lint: $(OBJECTS) $(CLI_OBJECTS)
	@$(call tidy,lint,-clang-analyzer-*,16) && echo "lint: $(words $(LINTED)) files are clean"
analyze: $(OBJECTS) $(CLI_OBJECTS)
	@$(call tidy,analyze,-bugprone-*$(comma)-misc-*$(comma)-performance-*$(comma)-portability-*,1) && \
	    echo "analyze: $(words $(LINTED)) files are clean"

.PHONY: demo reports
demo: deps
	@$(MAKE) --no-print-directory all
	@BUILD=$(BUILD) sh tests/demo.sh
reports: all
	@BUILD=$(BUILD) sh tests/reports.sh write

-include $(OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d) $(UNIT_OBJECTS:.o=.d) \
         $(TEST_PROGRAMS:=.d) $(BENCH_PROGRAMS:=.d) $(FUZZ_OBJECTS:.o=.d) \
         $(FUZZ_TARGET_OBJECTS:.o=.d) \
         $(FUZZ_COVERAGE_OBJECTS:.o=.d)
