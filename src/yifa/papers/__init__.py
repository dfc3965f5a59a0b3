"""Papers (文书): what an organ serves on people, made from templates in the packs and from the facts of a
case.

The rendering half is pure and knows neither the database nor the web; numbers and files are kept by the
records half.
"""
