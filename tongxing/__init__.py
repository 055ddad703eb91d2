"""The site: one package an app, stacked; each reads only what stands below it."""
