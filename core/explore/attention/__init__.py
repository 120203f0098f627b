"""What a Transformer looks at in an item: maps, their proof, the pointing game, the film."""
