"""手语翻译: interpreters asked for from any place, sent by language and nearness; the ledger of hours."""
