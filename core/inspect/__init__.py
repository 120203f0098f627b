"""Inside pretrained models: what their attention looks at, and whether that matters."""
