"""Reading plain language in English and Welsh: sentences, language, figures, dates, names of bodies."""
