"""The record page: from the open microphone to a verdict, in one screen."""
