# Ten words over the two commands.
.DEFAULT_GOAL := help
.PHONY: help build test demo serve format check clean bench crash

help: ## list the words
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'
build: ## compile and package, without tests
	./mvnw -q -B package -DskipTests
test: ## everything that must pass
	./mvnw -B verify
demo: ## the server with logins to watch
	./clew demo
serve: ## the server alone
	./clew serve
format: ## put the sources into their one layout
	./mvnw -q -B spotless:apply
check: ## layout, sizes and compiler checks, without tests
	./mvnw -B verify -DskipTests
clean: ## remove what was built
	./mvnw -q -B clean
bench: ## the measurements
	./clew bench all
crash: ## a hundred kills under load
	./clew bench crash --rounds 100
