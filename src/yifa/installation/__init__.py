"""What one installation is given (安装): settings from the environment, a private database where it has none."""
