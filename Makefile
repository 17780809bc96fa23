.PHONY: check format docs
check:
	bash scripts/test
format:
	ruff check --fix . && ruff format .
docs:
	python evaluation/settings_page.py
