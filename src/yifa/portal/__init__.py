"""The portal (门户): what citizens and firms see — matters, guides, filing, progress, disclosure, reports.

Whatever changes a case goes through `casework`; nothing of the desk is known here.
"""
