"""The recipe of the models in `extract/ocr_models`: fonts, lines, weights. Not part of the product."""
