"""Every error a user can cause: what was wrong, what was seen, what to do."""


class NetlensError(Exception):
    """Base of all errors that are shown to a user as one line, without a traceback."""

    exit_code = 1


class InputError(NetlensError, ValueError):
    """The given files or folders hold nothing that can be read."""

    exit_code = 2


class SettingsError(NetlensError, ValueError):
    """`netlens.toml`, or another file that a person typed, cannot be understood."""

    exit_code = 2


class ParameterError(NetlensError, ValueError):
    """An option or notebook parameter is unknown or has an impossible value."""

    exit_code = 2


class SchemaError(NetlensError, ValueError):
    """A table does not have the columns or the types that its schema promises."""


class GraphError(NetlensError, ValueError):
    """A graph breaks a rule that a measure relies on, such as having no self-loops."""


class NotebookError(NetlensError, RuntimeError):
    """A notebook failed while a report was being made."""


class OutputError(NetlensError, OSError):
    """A result could not be written, or would overwrite something that is not ours."""
