"""What people ask of the attention inside pretrained models."""
