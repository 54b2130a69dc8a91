# One command per habit. Everything else: ./samenduiden
.PHONY: start test check train eval bench help
.DEFAULT_GOAL := help
# One recipe at a time, and the caller's own Python settings stay out.
.NOTPARALLEL:

start:
	@./samenduiden start $(OPTIES)
test:
	@./samenduiden test $(OPTIES)
check:
	@./samenduiden check $(OPTIES)
train:
	@./samenduiden train $(OPTIES)
eval:
	@./samenduiden eval $(OPTIES)
	@./samenduiden overeenstemming
	@./samenduiden meet_rasa
	@./samenduiden meet_afscherming
	@./samenduiden vergelijk_modellen
bench:
	@./samenduiden bench $(OPTIES)
help:
	@./samenduiden help
