"""Where the bytes of documents come from: catalogue, files, the web, disclosure logs, LangChain."""
