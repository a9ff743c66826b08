"""Real C programs that are built and run with stock clang and with Shunt.

programs.py  what the programs are: sources, flags, checks
sources.py   where their source and their input files come from
build.py     compiling and linking one of them with one compiler
"""
